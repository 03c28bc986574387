// Starts the simulator from the environment.

import { startSimulator } from "./simulator.ts";

const simulator = await startSimulator({
  port: portOf("SIM_PORT", 4400),
  smtpPort: portOf("SIM_SMTP_PORT", 4425),
  host: process.env["SIM_HOST"] ?? "127.0.0.1",
  allowRemote: process.env["SIM_ALLOW_REMOTE"] === "yes",
  appUrl: process.env["SIM_APP_URL"] ?? "http://localhost:4401",
  apiKey: process.env["SIM_API_KEY"] ?? "regulars-dev-key",
  apiSecret: required("SIM_API_SECRET"),
  extensionDir: process.env["SIM_EXTENSION_DIR"] ?? "extensions/theme",
  bundlesDir: process.env["SIM_BUNDLES_DIR"] ?? "build/extensions",
  tomlPath: process.env["SIM_TOML"] ?? "shopify.app.toml",
});

process.stdout.write(`Simulated Shopify on ${simulator.origin}, mail on ${simulator.smtpUrl}\n`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    simulator.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

function portOf(name: string, fallback: number): number {
  const port = Number(process.env[name] ?? fallback);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`${name} is no port`);
  return port;
}

function required(name: string): string {
  return process.env[name] ?? fail(`${name} is not set: give it the value of SHOPIFY_API_SECRET`);
}

function fail(message: string): never {
  throw new Error(message);
}
