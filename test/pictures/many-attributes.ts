/** The extremes that a caller's attributes go to. */
export const thousand = Object.fromEntries(
  Array.from({ length: 1_000 }, (_, index) => [`Attribute_${(index + 1).toString().padStart(4, "0")}`, "x"]),
);

export const longValue = {
  Before: "short",
  Transcript: "The caller said that the parcel never came, and would like to have it again. "
    .repeat(106)
    .slice(0, 8_192),
  Unbroken: "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".repeat(8),
  After: "short",
};

export const longNames = {
  ["CECP_Flow_".repeat(12)]: "with underlines",
  ["a name in words ".repeat(8).slice(0, 119) + "x"]: "with blanks",
  ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".repeat(3).slice(0, 120)]: "without a place to break",
  Short: "short",
};

export const rightToLeft = {
  "نوع المتصل": "عضو",
  "اسم العائلة": "حداد",
  ANI: "+16065550123",
  CECP_Flow_Prompt1: "مرحبا بكم في خدمة العملاء",
  Language: "Arabic العربية",
};
