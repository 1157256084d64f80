import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { run } from "./run.mjs";

/** Installs packages by apt-get on Debian, as root or by password-less sudo; elsewhere it does nothing, or says why not. */
export async function installDebianPackages(packages) {
  const system = systemIds();
  if (!system.includes("debian")) return;
  if (system.includes("ubuntu")) {
    // https://packages.ubuntu.com: `chromium-browser` and `firefox` only fetch snaps, which no driver can start headless.
    console.error(
      "Ubuntu's own packages of these browsers are snaps, which tests cannot drive: install Chrome and Firefox from their makers.",
    );
    return;
  }
  const prefix = rootPrefix();
  if (prefix === undefined) return;
  console.log(`Installing ${packages.join(", ")} by apt-get …`);
  const aptGet = (...args) => {
    const [program, ...rest] = [...prefix, "apt-get", ...args];
    return run(program, rest, { environment: { DEBIAN_FRONTEND: "noninteractive" } });
  };
  const install = async () =>
    (await aptGet("update", "-qq")) && (await aptGet("install", "-y", "-qq", "--no-install-recommends", ...packages));
  // Mirrors time out now and then: once more, and no oftener.
  if (!(await install())) await install();
}

/** The words before `apt-get`: none for root, `sudo -n` where that asks for no password, undefined if neither. */
function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  return spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0 ? ["sudo", "-n"] : undefined;
}

/** `ID` and `ID_LIKE` of /etc/os-release: `["debian"]`, or `["ubuntu", "debian"]`. */
function systemIds() {
  if (process.platform !== "linux" || !existsSync("/etc/os-release")) return [];
  const text = readFileSync("/etc/os-release", "utf8");
  return [...text.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)].flatMap((match) => match[1].replaceAll('"', "").split(" "));
}
