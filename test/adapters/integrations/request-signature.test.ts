// What is signed, and that nothing of it may be changed.
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  digestOfContent,
  isSignedByJudgeMe,
  isSignedWith,
  signRequest,
} from "../../../app/adapters/integrations/request-signature.ts";

const secret = "rs_test";
const request = {
  timestamp: "1763800000",
  method: "POST",
  target: "/api/v1/events",
  idempotencyKey: "k-1",
  body: Buffer.from("{}"),
};

describe("a signature", () => {
  it("is the one that the documentation gives as an example", () => {
    const docs = readFileSync(join(import.meta.dirname, "../../../docs/api.md"), "utf8");
    expect(docs).toContain(`the header is \`${signRequest(secret, request)}\``);
  });

  it("is HMAC-SHA-256 over the parts, line by line", () => {
    const text = "v1\n1763800000\nPOST\n/api/v1/events\nk-1\n{}";
    const digest = createHmac("sha256", secret).update(text).digest("hex");
    expect(signRequest(secret, request)).toBe(`v1=${digest}`);
  });

  it.each([
    ["timestamp", { timestamp: "1763800001" }],
    ["method", { method: "PUT" }],
    ["path", { target: "/api/v1/reviews" }],
    ["query", { target: "/api/v1/events?a=b" }],
    ["Idempotency-Key", { idempotencyKey: "k-2" }],
    ["body", { body: Buffer.from("{} ") }],
    [
      "body and Idempotency-Key, cut elsewhere",
      { idempotencyKey: "", body: Buffer.from("k-1\n{}") },
    ],
  ])("fits no other %s", (_, change) => {
    const signature = signRequest(secret, request);
    expect(isSignedWith(secret, request, signature)).toBe(true);
    expect(isSignedWith(secret, { ...request, ...change }, signature)).toBe(false);
  });

  it.each(["", "v1=", "v2=00", "v1=ü", `v1=${"0".repeat(64)}`, "v1=" + "0".repeat(10_000)])(
    "is not %j",
    (signature) => {
      expect(isSignedWith(secret, request, signature)).toBe(false);
    },
  );

  it("is of one secret only", () => {
    expect(isSignedWith("rs_other", request, signRequest(secret, request))).toBe(false);
  });
});

it("two requests are the same one whenever they were sent, and with the same content only", () => {
  const digest = digestOfContent(secret, request);
  expect(digestOfContent(secret, { ...request })).toBe(digest);
  expect(digestOfContent(secret, { ...request, body: Buffer.from("[]") })).not.toBe(digest);
  expect(digestOfContent("rs_other", request)).not.toBe(digest);
});

it("Judge.me signs the raw body in hexadecimal, of either case", () => {
  const body = Buffer.from('{"review":{"id":1}}');
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  expect(isSignedByJudgeMe(secret, body, signature)).toBe(true);
  expect(isSignedByJudgeMe(secret, body, signature.toUpperCase())).toBe(true);
  expect(isSignedByJudgeMe(secret, Buffer.from("{}"), signature)).toBe(false);
  expect(isSignedByJudgeMe(secret, body, "")).toBe(false);
});
