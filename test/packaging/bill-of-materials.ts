import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { BundledPackage } from "./bundled-packages.ts";

/** What `npm sbom --sbom-format cyclonedx` prints, as far as it is looked at; the rest of a component goes through as it is. */
const npmBillSchema = z.object({
  $schema: z.string(),
  bomFormat: z.literal("CycloneDX"),
  specVersion: z.string(),
  metadata: z.object({ component: z.looseObject({ "bom-ref": z.string() }) }),
  components: z.array(z.looseObject({ "bom-ref": z.string(), name: z.string(), version: z.string() })),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

// As in the zips: the same bytes, whenever it is made.
const fixedTime = "1980-01-01T00:00:00Z";

/**
 * The bill of materials of the extension (CycloneDX, JSON): npm's, without what is not shipped, and without what differs from run to
 * run: the time, the serial number, npm's own version, and the name, which npm takes from the folder.
 */
export function billOfMaterials(npmBill: string, name: string, bundled: readonly BundledPackage[]): string {
  const bill = npmBillSchema.parse(JSON.parse(npmBill));
  const shipped = bundled.map((one) => {
    const component = bill.components.find((other) => other.name === one.name && other.version === one.version);
    if (component === undefined) throw new Error(`${one.name} ${one.version} is bundled, and npm does not list it.`);
    return component;
  });
  const own = bill.metadata.component["bom-ref"];
  const references = new Set([own, ...shipped.map((component) => component["bom-ref"])]);
  const contents = {
    metadata: {
      timestamp: fixedTime,
      lifecycles: [{ phase: "build" }],
      component: { ...bill.metadata.component, name, type: "application" },
    },
    components: shipped,
    dependencies: bill.dependencies
      .filter(({ ref }) => references.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => references.has(other)) })),
  };
  const { $schema, bomFormat, specVersion } = bill;
  const head = { $schema, bomFormat, specVersion, serialNumber: serialNumber(contents), version: 1 };
  return `${JSON.stringify({ ...head, ...contents }, null, 2)}\n`;
}

/** A UUID of version 8 (RFC 9562, 5.8: of one's own making) that follows from what is in the bill. */
function serialNumber(contents: object): string {
  const digits = createHash("sha256").update(JSON.stringify(contents)).digest("hex");
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `8${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`];
  return `urn:uuid:${[...parts, digits.slice(20, 32)].join("-")}`;
}
