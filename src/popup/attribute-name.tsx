/** Outer spaces are part of a name, and `ANI` beside `ANI ` is real: they are drawn, for nobody would see them. */
export function AttributeName({ name }: { name: string }) {
  const core = name.trim();
  const start = name.indexOf(core);
  const marks = (count: number) =>
    count > 0 ? (
      <span aria-hidden="true" class="space-mark">
        {"␣".repeat(count)}
      </span>
    ) : null;
  return (
    <>
      {marks(start)}
      {core}
      {marks(name.length - start - core.length)}
    </>
  );
}
