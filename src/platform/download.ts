/** A browser that is slow to start a download must still find it; a page that closes earlier drops it anyway. */
const keptFor = 10_000;

/** Offers a text as a file, without a permission: by a link to a blob that is gone soon after. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), keptFor);
}
