// The database that needs no installation: starts on empty ground, survives its parent, and minds
// its doors.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEmbeddedPostgres } from "../../prisma/embedded-postgres.ts";
import type { EmbeddedPostgres } from "../../prisma/embedded-postgres.ts";

const launcher = fileURLToPath(new URL("../../prisma/embedded-postgres.ts", import.meta.url));
let folder: string;
let first: EmbeddedPostgres;

beforeAll(async () => {
  const parent = mkdtempSync(join(tmpdir(), "regulars-launcher-"));
  chmodSync(parent, 0o755);
  folder = join(parent, "postgres");
  first = await startEmbeddedPostgres({ folder });
});
afterAll(async () => {
  await first.stop();
  rmSync(join(folder, ".."), { recursive: true, force: true });
});

async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(query);
    return Object.values(rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

describe("the embedded PostgreSQL", () => {
  test("keeps its data elsewhere when its user cannot enter the folder", async () => {
    const closed = mkdtempSync(join(tmpdir(), "regulars-closed-"));
    const start = () => startEmbeddedPostgres({ folder: join(closed, "postgres") });
    const server = await start();
    await server.stop();
    const again = await start();
    await again.stop();
    expect(again.folder).toBe(server.folder);
    if (process.getuid?.() === 0) expect(server.folder).not.toContain(closed);
    for (const each of [closed, server.folder]) rmSync(each, { recursive: true, force: true });
  });

  test("is version 18, speaks UTF-8 and waits for the disk", async () => {
    expect(
      await ask(first.ownerUrl, "select current_setting('server_version_num')::int"),
    ).toBeGreaterThan(180_000);
    expect(await ask(first.ownerUrl, "show server_encoding")).toBe("UTF8");
    expect(await ask(first.ownerUrl, "show fsync")).toBe("on");
    expect(await ask(first.ownerUrl, "show synchronous_commit")).toBe("on");
    expect(await ask(first.ownerUrl, "select upper('ä')")).toBe("Ä");
  });

  test("listens on this machine alone", async () => {
    expect(await ask(first.ownerUrl, "show listen_addresses")).toBe("127.0.0.1");
  });

  test("lets nobody in without the password", async () => {
    const wrong = new URL(first.applicationUrl);
    wrong.password = "guess";
    await expect(ask(wrong.href, "select 1")).rejects.toMatchObject({ code: "28P01" });
    expect(statSync(join(folder, "passwords.json")).mode & 0o777).toBe(0o600);
  });

  test("does not run as root, and its owner is no superuser", async () => {
    const pid = readFileSync(join(folder, "cluster", "postmaster.pid"), "utf8").split("\n")[0];
    if (process.platform === "linux") expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
    const query = "select rolsuper from pg_roles where rolname = current_user";
    expect(await ask(first.ownerUrl, query)).toBe(false);
    expect(await ask(first.applicationUrl, query)).toBe(false);
  });

  test("is taken over when its starter was killed, and stopped by its last user", async () => {
    await first.stop();
    const script = `
      import { startEmbeddedPostgres } from ${JSON.stringify(launcher)};
      const server = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} });
      process.stdout.write(server.applicationUrl);
      process.kill(process.pid, "SIGKILL");`;
    const args = ["--experimental-strip-types", "--no-warnings", "--input-type=module-typescript"];
    const killed = spawnSync(process.execPath, [...args, "-e", script], { encoding: "utf8" });
    expect(killed.signal).toBe("SIGKILL");
    const url = killed.stdout;
    expect(await ask(url, "select 1")).toBe(1);

    const second = await startEmbeddedPostgres({ folder });
    first = await startEmbeddedPostgres({ folder });
    expect(second.adopted).toBe(true);
    expect(second.applicationUrl).toBe(url);
    await second.stop();
    await expect(ask(url, "select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });

    first = await startEmbeddedPostgres({ folder });
    expect(first.adopted).toBe(false);
    expect(await ask(first.applicationUrl, "select current_database()")).toBe("regulars");
  });
});
