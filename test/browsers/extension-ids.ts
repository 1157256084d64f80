import { createHash } from "node:crypto";

/** Fixed by `key` in manifest.json. */
export const chromeId = "bcmjamihdcckdifbgdcjfbbkdfineeag";

/** `browser_specific_settings.gecko.id` in manifest.json. */
export const geckoId = "calltag@calltag.extension";

/** Firefox draws a random host for each installation; tests set it in the profile, so that addresses are known beforehand. */
export const geckoUuid = "4f6f0bb2-0d4f-4b0e-9a5d-ca117a600001";

/** Of a second extension that a measurement puts beside ours. */
export const besideGeckoId = "beside@calltag.extension";
export const besideGeckoUuid = "4f6f0bb2-0d4f-4b0e-9a5d-ca117a600002";

export const chromeOrigin = `chrome-extension://${chromeId}`;
export const geckoOrigin = `moz-extension://${geckoUuid}`;

/** What an administrator enters in Genesys Cloud; `identity.getRedirectURL()` says the same. */
export const redirectUris = {
  chromium: `https://${chromeId}.chromiumapp.org/`,
  // https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/identity/getRedirectURL
  firefox: `https://${createHash("sha1").update(geckoId).digest("hex")}.extensions.allizom.org/`,
} as const;
