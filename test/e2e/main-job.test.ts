import { describe } from "vitest";
import { describeMainJob } from "./main-job.ts";

describe.each(["mypurecloud.com", "use2.us-gov-pure.cloud", "mypurecloud.de"])("the main job in %s", (region) => {
  describeMainJob(region);
});
