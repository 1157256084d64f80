import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

// Ubuntu's `chromium-browser` is a shell script that asks for a snap; only its Debian name is looked for.
const chromiumNames = ["chromium", "google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge"];
const firefoxNames = ["firefox-esr", "firefox"];

const macApplications = {
  chromium: [
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  firefox: ["Firefox.app/Contents/MacOS/firefox", "Firefox Developer Edition.app/Contents/MacOS/firefox"],
};

const windowsPrograms = {
  chromium: [
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
  ],
  firefox: ["Mozilla Firefox\\firefox.exe", "Firefox Developer Edition\\firefox.exe"],
};

/** The path of an installed Chromium, Chrome or Edge; `CALLTAG_CHROMIUM` comes before all; undefined if there is none. */
export function findChromium() {
  return find(process.env.CALLTAG_CHROMIUM, "chromium", chromiumNames);
}

/** The path of an installed Firefox; `CALLTAG_FIREFOX` comes before all; undefined if there is none. */
export function findFirefox() {
  return find(process.env.CALLTAG_FIREFOX, "firefox", firefoxNames);
}

function find(named, kind, names) {
  // What someone named is not silently replaced by another browser.
  const paths = named === undefined ? candidates(kind, names) : [named];
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function candidates(kind, names) {
  if (process.platform === "darwin") {
    const folders = ["/Applications", join(process.env.HOME ?? "", "Applications")];
    return folders.flatMap((folder) => macApplications[kind].map((application) => join(folder, application)));
  }
  if (process.platform === "win32") {
    const folders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map((name) => process.env[name] ?? "");
    return folders
      .filter((folder) => folder !== "")
      .flatMap((folder) => windowsPrograms[kind].map((path) => join(folder, path)));
  }
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .filter((path) => !path.startsWith("/snap/"));
}
