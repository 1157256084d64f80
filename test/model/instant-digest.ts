import { createHash } from "node:crypto";

// WebCrypto hashes on other threads, which take as many turns of the event loop as they like: a run with the same seed would
// not be the same run again. Imported before everything else.
crypto.subtle.digest = async (_algorithm, data) => {
  const bytes = ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : data;
  const hash = createHash("sha256").update(new Uint8Array(bytes)).digest();
  return new Uint8Array(hash).buffer;
};
