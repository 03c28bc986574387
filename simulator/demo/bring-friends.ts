// Members of the demo bring friends: one orders, one still has the voucher, and one gives an
// address that makes staff look at it.
import { randomUUID } from "node:crypto";
import type { Stack } from "./stack.ts";
import { askStorefront } from "./storefront-calls.ts";

type Customer = { id: string; email: string | null };
type Product = { variants: { id: string; priceMinor: number }[] };
type Card = { id: string; action: { kind: string; url?: string } | null };
type Panel = { cards: Card[] };
type Friend = { code: string; email: string };
type Visited = { visit?: string; voucher?: { code: string } | null; refused?: string };

const orderMinor = 3_000;

export async function bringFriends(stack: Stack, handle: string): Promise<void> {
  const [first, second] = await customersOf(stack, handle);
  if (!first || !second) throw new Error(`There is nobody in ${handle} who could bring a friend.`);
  const code = await linkOf(stack, handle, first.id);
  const shared = { path: "referral/shared", customerId: first.id };
  await askStorefront(stack, handle, shared, { device: randomUUID(), means: "copy" });
  const voucher = await befriend(stack, handle, { code, email: "frieda@example.com" });
  await orderAs(stack, handle, "frieda@example.com", voucher);
  const other = await linkOf(stack, handle, second.id);
  await befriend(stack, handle, { code: other, email: "gustav@example.com" });
  // An address that lives for ten minutes: staff decide.
  await befriend(stack, handle, { code, email: "bargain.hunter@mailinator.com" });
}

function customersOf(stack: Stack, handle: string): Promise<Customer[]> {
  return stack.control("GET", `/shops/${handle}/customers`);
}

async function linkOf(stack: Stack, handle: string, customerId: string): Promise<string> {
  const { cards } = await askStorefront<Panel>(stack, handle, { path: "panel", customerId });
  const url = cards.find(({ id }) => id === "refer")?.action?.url;
  const code = url?.split("/").at(-1);
  if (code === undefined) throw new Error(`The member ${customerId} of ${handle} has no link.`);
  return code;
}

/** The friend's code; nothing where staff look at it first. */
async function befriend(
  stack: Stack,
  handle: string,
  { code, email }: Friend,
): Promise<string | undefined> {
  const ask = <Answer>(path: string, body: object) =>
    askStorefront<Answer>(stack, handle, { path, customerId: null }, body);
  const seen = { device: randomUUID(), locale: "en" };
  const { visit, refused } = await ask<Visited>("referral/visit", { code, visit: null, ...seen });
  if (visit === undefined) throw new Error(`A friend's visit was refused: ${refused}`);
  const claimed = await ask<Visited>("referral/claim", { visit, email, ...seen });
  if (claimed.refused !== undefined) throw new Error(`A voucher was refused: ${claimed.refused}`);
  return claimed.voucher?.code;
}

async function orderAs(
  stack: Stack,
  handle: string,
  email: string,
  code: string | undefined,
): Promise<void> {
  const products = await stack.control<Product[]>("GET", `/shops/${handle}/products`);
  const variants = products.flatMap((product) => product.variants);
  const variant = variants.find(({ priceMinor }) => priceMinor >= orderMinor);
  // The app made the customer, for whom the voucher is; the account is the friend's own doing.
  const friend = (await customersOf(stack, handle)).find((customer) => customer.email === email);
  if (!friend || !variant) throw new Error(`The friend ${email} cannot order in ${handle}.`);
  await stack.control("POST", `/shops/${handle}/customers/${friend.id}`, {
    firstName: "Frieda",
    lastName: "Winter",
    state: "enabled",
  });
  await stack.control("POST", `/shops/${handle}/orders`, {
    customerId: friend.id,
    lines: [{ variantId: variant.id, quantity: 1 }],
    ...(code !== undefined && { discountCodes: [code] }),
  });
}
