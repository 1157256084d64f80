import { demoConfiguration } from "../tour/tour-enriching.ts";

/** Configurations in the policy's shape, as an administrator would roll them out. */
const customer = [
  { name: "CallerType", label: "Caller type", group: "Caller", type: "enum", values: ["Member", "Provider", "Broker"] },
  { name: "INQA_FIRST", label: "First name", group: "Caller" },
  { name: "INQA_LAST", label: "Last name", group: "Caller" },
  { name: "MEMBER_DOB", label: "Date of birth", group: "Caller", help: "As the caller said it" },
  { name: "MAJOR_LOB", label: "Line of business", group: "Contract" },
  { name: "STATE_OF_ISSUE", label: "State", group: "Contract" },
];

export const plainPolicy = {};

export const usualPolicy = {
  attributes: customer.map((one) => (one.name === "CallerType" ? { ...one, type: "text" } : one)),
};

export const lockedPolicy = {
  unlisted: "hide",
  attributes: customer.map((one) => ({
    ...one,
    ...(one.group === "Contract" ? { edit: [] } : {}),
    ...(one.name === "MEMBER_DOB" ? { sensitive: true } : {}),
    ...(one.name === "INQA_LAST" ? { edit: [], required: true } : {}),
  })),
};

export const taggingPolicy = { ...usualPolicy, tags: { for: ["agent", "supervisor"] } };

export const withSource = { ...demoConfiguration };
