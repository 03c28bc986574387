// Writes the Prisma client from schema.prisma, offline: the command insists on a schema engine that
// generating never runs, so it is shown a program that surely exists.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Nothing where only what a server needs was installed: there the built bundle holds the client.
 */
function findCommand(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve("prisma/build/index.js");
  } catch {
    return undefined;
  }
}

const command = findCommand();
if (command !== undefined) {
  const outcome = spawnSync(process.execPath, [command, "generate", "--no-hints"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    stdio: "inherit",
  });
  process.exitCode = outcome.status ?? 1;
}
