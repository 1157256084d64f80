import { posix } from "node:path";
import { importsOf, usesExtensionGlobals } from "./imports.ts";
import type { ProjectFile } from "./project-files.ts";

const pureRooms = ["genesys", "attributes"];
const regions = "src/genesys/regions.ts";
// For the type of the keys; the browser itself reads the texts.
const englishMessages = "public/_locales/en/messages.json";

// What a room may import besides itself: a folder of src, or one file.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  background: ["genesys", "attributes", "protocol", "platform"],
  content: ["attributes", "protocol", "platform", regions],
  popup: ["attributes", "protocol", "platform", regions],
  options: ["attributes", "protocol", "platform", regions],
  genesys: ["attributes"],
  attributes: [],
  protocol: ["attributes"],
  platform: ["protocol", "attributes", englishMessages],
};

/** One sentence for each way in which a file under src breaks the import law; none if it keeps it. */
export function importLawBreaches(file: ProjectFile): string[] {
  const room = roomOf(file.path);
  const allowed = mayImport[room];
  if (allowed === undefined) return [`${file.path} is in no room of src`];
  const breaches = importsOf(file.path, file.text)
    .filter((specifier) => !isAllowed(file.path, specifier, [room, ...allowed]))
    .map((specifier) => `${file.path} may not import ${specifier}`);
  if (pureRooms.includes(room) && usesExtensionGlobals(file.path, file.text)) {
    breaches.push(`${file.path} may not use the extension API`);
  }
  return breaches;
}

function isAllowed(path: string, specifier: string, allowed: readonly string[]): boolean {
  if (!specifier.startsWith(".")) {
    return specifier !== "webextension-polyfill" || !pureRooms.includes(roomOf(path));
  }
  const target = posix.join(posix.dirname(path), specifier);
  return allowed.includes(target) || (target.startsWith("src/") && allowed.includes(roomOf(target)));
}

/** `genesys` for `src/genesys/regions.ts`; what is not in a folder of src is in no room. */
function roomOf(path: string): string {
  const [, room, ...rest] = path.split("/");
  return room === undefined || rest.length === 0 ? "" : room;
}
