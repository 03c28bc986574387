// What is logged can be read by a machine, says what failed, and never repeats a row or a secret.
import pg from "pg";
import { expect, test } from "vitest";
import { createLog, loggedPath } from "../../app/log.server.ts";

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLog("debug", { write: (line: string) => void lines.push(line) }));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? "") as Record<string, unknown>;
}

test("an event is one line of JSON with its level and time", () => {
  const line = logged((log) => log.info({ shopId: "7", count: 3 }, "webhooks handled"));
  expect(line).toMatchObject({ level: "info", shopId: "7", count: 3, msg: "webhooks handled" });
  expect(line["time"]).toMatch(/^\d{4}-\d\d-\d\dT/);
});

test("an error of the database keeps its code and loses its message, which may quote a row", () => {
  const error = new pg.DatabaseError("Key (email)=(ada@example.com) already exists.", 1, "error");
  Object.assign(error, { severity: "ERROR", code: "23505", constraint: "member_email_key" });
  const line = logged((log) => log.error({ error }, "failed"));
  expect(line["error"]).toMatchObject({ errorCode: "23505", constraint: "member_email_key" });
  expect(JSON.stringify(line)).not.toContain("ada@example.com");
});

test("an error of the program keeps message and place", () => {
  const line = logged((log) => log.error({ error: new TypeError("shop is undefined") }, "failed"));
  expect(line["error"]).toMatchObject({ type: "TypeError", message: "shop is undefined" });
  expect(JSON.stringify(line["error"])).toContain("log.test.ts");
});

test.each(["email", "first_name", "payload", "accessToken", "authorization", "code"])(
  "a field called %s is struck out, also further in",
  (name) => {
    const secret = "ada@example.com";
    const deep = { [name]: secret, customer: { [name]: secret, address: { [name]: secret } } };
    expect(JSON.stringify(logged((log) => log.info(deep, "seen")))).not.toContain(secret);
  },
);

test("the address of a helper's page at the door is logged without what opens it", () => {
  const token = "7.0197f3aa-0000-7000-8000-000000000001.c2lnbmF0dXJlLW9mLWl0";
  const page = `https://app.example.com/check-in/${token}`;
  expect(loggedPath(page)).toBe("/check-in/-");
  expect(loggedPath(`${page}/code?x=1`)).toBe("/check-in/-/code");
  expect(loggedPath("https://app.example.com/app/events/7/check-in")).toBe(
    "/app/events/7/check-in",
  );
});
