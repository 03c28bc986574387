// What customers agree to be written for: told once for each change, and never without a way to
// reach them.

import { beforeEach, describe, expect, it } from "vitest";
import { createCustomer, updateCustomer } from "../../../simulator/actions/customers.ts";
import type { Customer } from "../../../simulator/model.ts";
import { quietWorld, topicsOf, type QuietWorld } from "../support/quiet-world.ts";

const EMAIL = "customers_email_marketing_consent/update";
const SMS = "customers_marketing_consent/update";

let world: QuietWorld;
let customer: Customer;

beforeEach(() => {
  world = quietWorld();
  const given = { id: "1", email: "mara@example.com", phone: "+4915112345678" };
  customer = createCustomer(world, world.shop, given);
  world.events.length = 0;
});

const change = (input: Parameters<typeof updateCustomer>[3]) =>
  updateCustomer(world, world.shop, customer.id, input);

describe("a consent", () => {
  it.each([
    ["marketingState", EMAIL],
    ["smsMarketingState", SMS],
  ])("%s is told when it is given, withdrawn and given again", (field, topic) => {
    for (const state of ["SUBSCRIBED", "UNSUBSCRIBED", "SUBSCRIBED"]) change({ [field]: state });
    expect(topicsOf(world)).toEqual(Array(3).fill(["customers/update", topic]).flat());
  });

  it("that stays as it is is not told again", () => {
    change({ marketingState: "SUBSCRIBED" });
    world.events.length = 0;
    change({ marketingState: "SUBSCRIBED", firstName: "Mara" });
    expect(topicsOf(world)).toEqual(["customers/update"]);
  });

  it("has the moment at which it changed, not that of another change", () => {
    change({ marketingState: "SUBSCRIBED" });
    const at = world.at.toISOString();
    world.at = new Date("2026-07-01T10:00:00Z");
    change({ smsMarketingState: "SUBSCRIBED" });
    expect(customer).toMatchObject({
      marketingUpdatedAt: at,
      smsMarketingUpdatedAt: "2026-07-01T10:00:00.000Z",
    });
  });

  it("of a new customer is told beside them", () => {
    const given = { id: "2", email: "bo@example.com", marketingState: "SUBSCRIBED" } as const;
    createCustomer(world, world.shop, given);
    expect(topicsOf(world)).toEqual(["customers/create", EMAIL]);
  });

  it.each([
    [{ email: null, marketingState: "SUBSCRIBED" } as const, "An email address is required"],
    [{ phone: null, smsMarketingState: "SUBSCRIBED" } as const, "A phone number is required"],
  ])("without a way to be reached is refused, and changes nothing", (input, message) => {
    expect(() => change(input)).toThrow(message);
    expect(customer).toMatchObject({
      marketingState: "NOT_SUBSCRIBED",
      smsMarketingState: "NOT_SUBSCRIBED",
    });
    expect(topicsOf(world)).toEqual([]);
  });
});
