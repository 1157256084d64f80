import { defineConfig } from "eslint/config";
import nounsanitized from "eslint-plugin-no-unsanitized";
import tseslint from "typescript-eslint";

const noHtmlStrings = [
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: "What a caller or a server wrote is text, never markup.",
  },
  {
    selector: "MemberExpression[property.name=/^(inner|outer)HTML$/]",
    message: "What a caller or a server wrote is text, never markup.",
  },
];

export default defineConfig(
  { ignores: ["dist/", "coverage/", "test-results/", "tour/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true } },
  {
    files: ["**/*.{ts,tsx,mts}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Numbers in a text are clear; what the rule is for are objects.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `() => list.push(x)` as a listener reads well; statements are still checked.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // A loop that waits says `while (true)`; every other constant condition is a mistake.
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      // A component's `onClick` may be async: the commands it sends answer with envelopes and do not reject.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "no-restricted-imports": [
        "error",
        {
          paths: [{ name: "zod", message: "Classic zod costs 79 kB in every script: import zod/mini." }],
          patterns: [
            {
              regex: "^\\.{1,2}/(?!.*\\.(ts|tsx|mjs|json|css|css\\?inline)$)",
              message: "Name the file with its extension.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    plugins: { "no-unsanitized": nounsanitized },
    rules: {
      "no-unsanitized/method": "error",
      "no-unsanitized/property": "error",
      "no-console": "error",
      "no-restricted-syntax": ["error", ...noHtmlStrings],
      // A type is proved by a schema, not claimed; widening casts stay allowed.
      "@typescript-eslint/no-unsafe-type-assertion": "error",
    },
  },
  {
    // The edge where an answer has just been parsed by its command's own schema: TypeScript loses the link between the two.
    files: ["src/platform/send-command.ts", "src/background/answer-commands.ts"],
    rules: { "@typescript-eslint/no-unsafe-type-assertion": "off" },
  },
  {
    files: ["test/**/*.{ts,tsx}"],
    rules: {
      // Doubles of async interfaces need not wait for anything.
      "@typescript-eslint/require-await": "off",
    },
  },
  { files: ["**/*.{mjs,js}"], extends: [tseslint.configs.recommended] },
  {
    files: ["**/*.{ts,tsx,mjs}"],
    ignores: ["*.config.ts", "**/*.d.mts"],
    rules: {
      "no-restricted-exports": ["error", { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
    },
  },
);
