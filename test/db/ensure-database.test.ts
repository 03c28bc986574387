// An app without DATABASE_URL brings its own database, and takes it down with it.
import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";

const run = promisify(execFile);
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A process that asks for a database and says what it found: the variable and the tables. */
async function ask(databaseUrl: string, folder: string, mode = "test"): Promise<string> {
  const script = `
    import pg from "pg";
    import { ensureDatabase } from "./prisma/ensure-database.ts";
    await ensureDatabase(${JSON.stringify(folder)});
    const url = process.env.DATABASE_URL;
    if (url === ${JSON.stringify(databaseUrl)}) console.log("kept");
    else {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query("select current_user as who, count(*)::int as members from member");
      console.log(JSON.stringify(rows[0]));
      await client.end();
    }`;
  const flags = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  const { stdout } = await run(
    process.execPath,
    [...flags, "--input-type=module", "--eval", script],
    { env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: mode } as NodeJS.ProcessEnv },
  );
  return stdout.trim();
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "regulars-own-"));
  // PostgreSQL may run as another user, who must reach its files.
  chmodSync(folder, 0o755);
  folders.push(folder);
  return join(folder, "postgres");
}

test("an app without DATABASE_URL works as the application's role on a migrated database", async () => {
  const folder = newFolder();
  expect(JSON.parse(await ask("", folder))).toEqual({ who: "regulars", members: 0 });
  expect(existsSync(join(folder, "cluster", "PG_VERSION"))).toBe(true);
  expect(existsSync(join(folder, "cluster", "postmaster.pid"))).toBe(false);
});

test("an app with DATABASE_URL keeps it and starts nothing", async () => {
  const folder = newFolder();
  expect(await ask("postgresql://elsewhere/regulars", folder)).toBe("kept");
  expect(existsSync(folder)).toBe(false);
});

test.each(["", "production"])(
  "an app in production (%j) gets no database by itself",
  async (mode) => {
    const folder = newFolder();
    expect(await ask("", folder, mode)).toBe("kept");
    expect(existsSync(folder)).toBe(false);
  },
);
