import { parseArgs } from "node:util";
import { startSimulator } from "./server.ts";
import { defaultClientId } from "./world.ts";

/** `npx tsx test/simulator/main.ts [--port N] [--plain-port N] [--control-port N] [--redirect-uri U]… [--customers FILE] [--call]` */
const { values } = parseArgs({
  options: {
    port: { type: "string", default: "8443" },
    "plain-port": { type: "string", default: "8080" },
    "control-port": { type: "string", default: "8081" },
    "redirect-uri": { type: "string", multiple: true, default: [] },
    customers: { type: "string" },
    call: { type: "boolean", default: false },
  },
});

const simulator = await startSimulator({
  port: Number(values.port),
  plainPort: Number(values["plain-port"]),
  controlPort: Number(values["control-port"]),
  redirectUris: values["redirect-uri"],
  ...(values.customers === undefined ? {} : { customersFile: values.customers }),
});
if (values.call) simulator.control.placeCall();

console.log(
  JSON.stringify({
    port: simulator.port,
    plainPort: simulator.plainPort,
    controlPort: simulator.controlPort,
    clientId: defaultClientId,
  }),
);

process.once("SIGINT", () => void simulator.close());
process.once("SIGTERM", () => void simulator.close());
