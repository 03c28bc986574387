// Some members of the demo tell when they were born and agree to e-mails and texts, and the store
// plans an evening for them.
import { askAdmin } from "./prepare-shop.ts";
import type { Stack } from "./stack.ts";
import { askStorefront } from "./storefront-calls.ts";

type Customer = { id: string; phone: string | null };

const dayMs = 24 * 3600 * 1000;
/** Long enough ago for every minimum age that a store may ask. */
const bornYear = 1988;
/** Days from now on which birthdays lie; the first lies behind the usual blackout. */
const birthdaysIn = [32, 75, 200];
const eveningIn = 10;
/** Customers who agree to e-mails and texts today. */
const agreeing = 4;

export async function fillProfiles(stack: Stack, handle: string, now: Date): Promise<void> {
  const customers = await stack.control<Customer[]>("GET", `/shops/${handle}/customers`);
  for (const [index, days] of birthdaysIn.entries()) {
    const customer = customers[index];
    if (!customer) continue;
    const values = { birthDate: `${bornYear}-${dayIn(now, days).slice(5)}` };
    const visit = { path: "birthday", customerId: customer.id };
    await askStorefront(stack, handle, visit, { values, locale: null });
  }
  for (const [index, { id, phone }] of customers.slice(0, agreeing).entries()) {
    await stack.control("POST", `/shops/${handle}/customers/${id}`, {
      phone: phone ?? `+4915112345${index}00`,
      marketingState: "SUBSCRIBED",
      smsMarketingState: "SUBSCRIBED",
    });
  }
  await askAdmin(stack, handle, "/app/events/new.data", {
    values: {
      name: "Evening at the roastery",
      place: "Harbour Coffee, Pier 4",
      startsAt: `${dayIn(now, eveningIn)}T18:30`,
      endsAt: `${dayIn(now, eveningIn)}T21:00`,
      opensMinutesBefore: "60",
      capacity: "30",
      countsAs: "events",
    },
  });
}

function dayIn(now: Date, days: number): string {
  return new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10);
}
