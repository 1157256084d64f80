const paths = {
  alert: "M8 1.8 15 14H1L8 1.800zM8 6v4M8 12v.2",
  call: "M3 2h3l1.500 3.500-2 1.500a8 8 0 0 0 3.500 3.500l1.500-2L14 10v3a1 1 0 0 1-1 1A11 11 0 0 1 2 3a1 1 0 0 1 1-1z",
  check: "M2.500 8.500 6.300 12 13.500 4",
  close: "M3.500 3.500l9 9M12.500 3.500l-9 9",
  copy: "M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3",
  edit: "M2.500 13.500l.8-3.300L11 2.500l2.500 2.500-7.700 7.700z",
  fork: "M4 2.500v3.500c0 2 4 2 4 4.500v3M12 2.500v3.500c0 2-4 2-4 4.500",
  history: "M2.500 8a5.500 5.500 0 1 0 1.600-3.900M2.500 1.500v3h3M8 5v3l2 1.500",
  external: "M6.500 3.500h-3v9h9v-3M9 2.500h4.500V7M13.500 2.500 7.500 8.500",
  lock: "M4 7.500h8v6H4zM5.500 7.500v-2a2.500 2.500 0 0 1 5 0v2",
  chevron: "M4 6l4 4 4-4",
  more: "M3 7.700v.6M8 7.700v.6M13 7.700v.6",
  pin: "M5.500 2.500h5l-.8 5 2.300 2.500H4l2.300-2.500zM8 10v4",
  view: "M2 4h12M4 8h8M6.500 12h3",
  person:
    "M10.800 5a2.800 2.800 0 1 1-5.600 0 2.800 2.800 0 0 1 5.600 0zM2.500 14c.5-3.200 2.700-4.800 5.500-4.800s5 1.600 5.500 4.800",
  plus: "M8 2.500v11M2.500 8h11",
  refresh: "M13.500 8a5.500 5.500 0 1 1-1.600-3.900M13.500 1.500v3h-3",
  search: "M11.500 7a4.500 4.500 0 1 1-9 0 4.500 4.500 0 0 1 9 0zM10.300 10.300l3.500 3.500",
  sent: "M2 8l12-5.500L9.500 14 7.500 9z",
  settings:
    "M2 4.500h7M12.500 4.500H14M2 11.500h1.500M7 11.500h7M9 4.500a1.750 1.750 0 1 0 3.500 0 1.750 1.750 0 1 0-3.500 0M3.500 11.500a1.750 1.750 0 1 0 3.500 0 1.750 1.750 0 1 0-3.500 0",
  signOut: "M6.500 2.500h-4v11h4M6 8h8M11 5l3 3-3 3",
  wait: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.500V8l2.500 1.500",
} as const;

export type IconName = keyof typeof paths;

/** Says nothing by itself: the text beside it, or the button's name, does. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
