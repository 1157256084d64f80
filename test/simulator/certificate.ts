import { generate } from "selfsigned";
import { foreignHost, regionDomains } from "./regions.ts";

/** A self-signed certificate for every Genesys host name, the foreign host and localhost, good for a week. */
export async function makeCertificate(): Promise<{ key: string; cert: string }> {
  const names = regionDomains.flatMap((domain) => [domain, `*.${domain}`]);
  const made = await generate([{ name: "commonName", value: "Genesys Cloud simulator" }], {
    algorithm: "sha256",
    keySize: 2048,
    notAfterDate: new Date(Date.now() + 7 * 86_400_000),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          ...[...names, foreignHost, "localhost"].map((value) => ({ type: 2 as const, value })),
          { type: 7 as const, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
