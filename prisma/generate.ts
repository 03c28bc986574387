// Writes the Prisma client from schema.prisma, offline: the command insists on a schema engine that
// generating never runs, so it is shown a program that surely exists.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const outcome = spawnSync(
  process.execPath,
  [require.resolve("prisma/build/index.js"), "generate", "--no-hints"],
  {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
    stdio: "inherit",
  },
);
process.exitCode = outcome.status ?? 1;
