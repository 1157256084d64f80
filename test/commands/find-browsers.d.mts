// Types of find-browsers.mjs, which is plain JavaScript because it runs before `npm ci` has brought TypeScript.
export declare function findChromium(): string | undefined;
export declare function findFirefox(): string | undefined;
