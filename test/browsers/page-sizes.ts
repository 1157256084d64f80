/** The sizes in which pages are shown, in CSS pixels. */
export const pageSizes = {
  popup: { width: 400, height: 600 },
  panel: { width: 400, height: 900 },
  options: { width: 1000, height: 800 },
  web: { width: 1280, height: 800 },
} as const;
