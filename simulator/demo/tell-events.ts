// A workshop calendar is connected to the demo's app by a key of its own, and tells of courses and
// reviews: signed here by code that knows nothing of the app's.
import { createHmac, randomUUID } from "node:crypto";
import { workshopEvent } from "./beyond-orders.ts";
import { askAdmin } from "./prepare-shop.ts";
import type { Stack } from "./stack.ts";

type Customer = { id: string; email: string | null };

const attending = 4;
const reviewing = 3;

export async function tellEvents(stack: Stack, handle: string): Promise<void> {
  const customers = await stack.control<Customer[]>("GET", `/shops/${handle}/customers`);
  const key = await connect(stack, handle);
  for (const { id } of customers.slice(0, attending)) {
    await tell(stack, key, "/api/v1/events", { event: workshopEvent, member: { customerId: id } });
  }
  for (const [index, { email }] of customers.slice(0, reviewing).entries()) {
    if (email === null) continue;
    const review = { reviewId: `R-${1_001 + index}`, member: { email } };
    await tell(stack, key, "/api/v1/reviews", review);
  }
  // Not everybody who takes a course is a member.
  const stranger = { event: workshopEvent, member: { email: "passer-by@example.com" } };
  await tell(stack, key, "/api/v1/events", stranger);
}

type Key = { name: string; secret: string };

/** Makes a key on the page of integrations, as a merchant does, and copies what is shown once. */
async function connect(stack: Stack, handle: string): Promise<Key> {
  const shown = await askAdmin(stack, handle, "/app/integrations.data", {
    intent: "create",
    name: "Workshop calendar",
    kind: "api",
    scopes: ["events:write", "reviews:write", "outcomes:read"],
    secret: "",
  });
  const [name] = /\brk_\d+_[0-9a-f]{32}\b/.exec(shown) ?? [];
  const [secret] = /\brs_[\w-]{43}/.exec(shown) ?? [];
  if (name === undefined || secret === undefined) throw new Error("The demo got no key.");
  return { name, secret };
}

async function tell(stack: Stack, key: Key, path: string, body: object): Promise<void> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.trunc(Date.now() / 1_000));
  const idempotencyKey = randomUUID();
  const signed = ["v1", timestamp, "POST", path, idempotencyKey, text].join("\n");
  const signature = createHmac("sha256", key.secret).update(signed).digest("hex");
  const answer = await fetch(`${stack.appUrl}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "regulars-key": key.name,
      "regulars-timestamp": timestamp,
      "regulars-signature": `v1=${signature}`,
      "idempotency-key": idempotencyKey,
    },
    body: text,
  });
  if (answer.status === 202) return;
  throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
}
