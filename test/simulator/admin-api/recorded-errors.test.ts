// Errors that real development stores gave are given here too: same code, words and place.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fillCreditShop } from "./recorded-credit-shop.ts";
import { heldDiscount } from "./recorded-discount-changes.ts";
import type { RecordedError } from "./recorded-error.ts";
import { notPlayed, provocations } from "./recorded-requests.ts";
import { askAdmin, exchangeToken, type AdminReply } from "../support/ask-admin.ts";
import { runSimulator, type RunningSimulator } from "../support/running-simulator.ts";
import { createDiscount, describeDiscount } from "../../../simulator/actions/discounts.ts";
import { idOf } from "../../../simulator/world.ts";

const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, "recorded-errors.json"), "utf8"),
) as RecordedError[];

const scopes = [
  "write_customers",
  "write_products",
  "write_discounts",
  "read_orders",
  "write_app_proxy",
  "write_gift_cards",
  "write_gift_card_transactions",
  "write_store_credit_account_transactions",
];

let simulator: RunningSimulator;
let token: string;

beforeAll(async () => {
  simulator = await runSimulator({ shop: { currency: "CAD" } });
  const path = "/shops/test-shop";
  await simulator.control("POST", `${path}/scopes`, { scopes });
  await simulator.control("POST", `${path}/customers`, { id: "1", email: "one@example.com" });
  const variants = [{ price: "10.00" }];
  await simulator.control("POST", `${path}/products`, { id: "1", title: "Mug", variants });
  await simulator.control("POST", `${path}/discounts`, { code: "TAKEN", amountOff: "1.00" });
  fillCreditShop(simulator);
  const { context, shop } = simulator;
  const value = { kind: "percentage", fraction: "0.1" } as const;
  const held = createDiscount(context, shop, describeDiscount(context, { code: "HELD", value }));
  shop.discounts.set(idOf("DiscountCodeNode", heldDiscount) ?? "", held);
  token = (await exchangeToken(simulator)).access_token;
});

afterAll(() => simulator.stop());

const isPlayed = (entry: RecordedError) =>
  notPlayed.every(([message]) => !message.test(entry.message));

describe.each(recorded.filter(isPlayed))("$root: $case", (entry) => {
  it("is given as recorded", async () => {
    const provocation = provocations[entry.root]?.[entry.case];
    if (!provocation) throw new Error(`No request provokes ${entry.case}`);
    const { query, variables, operationName } = provocation;
    const reply = await askAdmin(simulator, token, query, variables, operationName);
    expect(reply.status).toBe(200);
    expect(errorsOf(reply)).toContainEqual({
      code: entry.code,
      message: entry.message,
      field: entry.field?.map((part) => (part === "N" ? "0" : part)) ?? null,
    });
  });
});

it("each reason for not giving an error covers at least one that was recorded", () => {
  for (const [message] of notPlayed) {
    expect(recorded.some((entry) => message.test(entry.message))).toBe(true);
  }
});

function errorsOf(reply: AdminReply): Omit<RecordedError, "root" | "case">[] {
  const top = (reply.errors ?? []).map(({ message, path, extensions }) => ({
    code: `TOPLEVEL:${extensions?.code ?? ""}`,
    message,
    field: path?.map(String) ?? null,
  }));
  const payloads = Object.values(reply.data ?? {}) as ({
    userErrors?: { code?: string; message: string; field: string[] | null }[];
  } | null)[];
  const inside = payloads.flatMap((payload) =>
    (payload?.userErrors ?? []).map(({ code, message, field }) => ({
      code: code ?? null,
      message,
      field,
    })),
  );
  return [...top, ...inside];
}
