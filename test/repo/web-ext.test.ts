import { execFile } from "node:child_process";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { builtExtension } from "./built-extension.ts";

const reportSchema = z.object({
  errors: z.array(z.unknown()),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), file: z.optional(z.string()) })),
});

it("Mozilla's checker finds no error, and no warning but Preact's innerHTML", async () => {
  const report = await lint(await builtExtension("firefox"));
  expect(report.errors).toEqual([]);
  expect(report.warnings.filter((warning) => warning.code !== "UNSAFE_VAR_ASSIGNMENT")).toEqual([]);
  // One in each script that holds Preact: of a shared chunk, or of popup, panel and options.
  expect(report.warnings.filter((warning) => !warning.message.includes("innerHTML"))).toEqual([]);
});

function lint(folder: string): Promise<z.infer<typeof reportSchema>> {
  const args = [
    "node_modules/web-ext/bin/web-ext.js",
    "lint",
    "--source-dir",
    folder,
    "--output",
    "json",
    "--no-config-discovery",
  ];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, NO_UPDATE_NOTIFIER: "1" } },
      (error, output, complaints) => {
        const json = output.slice(output.indexOf("{"));
        // It ends with 1 if there are errors, which the report names.
        if (json === "") reject(new Error(complaints, { cause: error }));
        else resolve(reportSchema.parse(JSON.parse(json)));
      },
    );
  });
}
