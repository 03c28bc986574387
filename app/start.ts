// Starts the built app: `npm start`, after `npm run build`. One bundle holds web, worker and pages.
// Where DATABASE_URL is unset, an embedded PostgreSQL is started first.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import { ensureDatabase } from "../prisma/ensure-database.ts";

const bundle = resolve("build/server/index.js");
if (!existsSync(bundle)) throw new Error("There is no build yet: run `npm run build` first.");
await ensureDatabase();
const build = (await import(pathToFileURL(bundle).href)) as ServerBuild;
const entry = build.entry.module as unknown as {
  start: (build: ServerBuild) => Promise<unknown>;
};
await entry.start(build);
