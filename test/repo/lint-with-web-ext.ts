import { execFile } from "node:child_process";
import * as z from "zod/mini";

const reportSchema = z.object({
  errors: z.array(z.unknown()),
  warnings: z.array(z.object({ code: z.string(), message: z.string(), file: z.optional(z.string()) })),
});

/** What Mozilla's checker says of an extension: a folder, or a zip. */
export function lintWithWebExt(extension: string): Promise<z.infer<typeof reportSchema>> {
  const webExt = "node_modules/web-ext/bin/web-ext.js";
  const args = [webExt, "lint", "--source-dir", extension, "--output", "json", "--no-config-discovery"];
  const env = { ...process.env, NO_UPDATE_NOTIFIER: "1" };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env }, (error, output, complaints) => {
      const json = output.slice(output.indexOf("{"));
      // It ends with 1 if there are errors, which the report names.
      if (json === "") reject(new Error(complaints, { cause: error }));
      else resolve(reportSchema.parse(JSON.parse(json)));
    });
  });
}
