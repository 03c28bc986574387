// The demo's books outlive the demo, and the commands that prove a ledger find them.
import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startDemoDatabase } from "../../../simulator/demo/demo-database.ts";

const node = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "regulars-demo-"));
  chmodSync(place, 0o755);
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

async function command(name: string, ...words: string[]): Promise<string> {
  const program = resolve("prisma", name);
  const { stdout } = await promisify(execFile)(process.execPath, [...node, program, ...words], {
    cwd: place,
    env: { ...process.env, DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" },
  });
  return stdout;
}

test("the demo's books are proved while it runs and after, whatever else is configured", async () => {
  const demo = await startDemoDatabase(join(place, ".data/demo-postgres"));
  const agreed = /^0 postings: ledger, lots, .+ agree\.\n$/;
  expect(await command("verify-ledger.ts", "--demo")).toMatch(agreed);
  await demo.stop();
  expect(await command("verify-ledger.ts", "--demo")).toMatch(agreed);
  const asked = command("ledger-as-of.ts", "--demo", "--shop", "none", "--member", "1");
  await expect(asked).rejects.toMatchObject({ code: 1, stderr: "No shop none is known\n" });
});

test("where no demo was ever started, the commands say so", async () => {
  await expect(command("verify-ledger.ts", "--demo")).rejects.toMatchObject({
    code: 1,
    stderr: "There is no demo yet: `npm run demo` makes one\n",
  });
});
