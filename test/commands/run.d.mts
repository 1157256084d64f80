// Types of run.mjs, which is plain JavaScript because it runs before `npm ci` has brought TypeScript.
export declare function runNpm(args: readonly string[], folder?: string): Promise<boolean>;
export declare function outputOfNpm(args: readonly string[], folder: string): Promise<string>;
