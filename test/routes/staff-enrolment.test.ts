// Customers whom staff add to the program, by their page or by what they say of themselves at the
// till: each becomes one customer and one member.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "../../app/db/pool.ts";
import { recordPaidOrder } from "../support/loyalty-shop.ts";
import { type StaffShop, openStaffShop } from "../support/staff-shop.ts";

let store: StaffShop;
let shopId: bigint;
let customerId: string;

beforeAll(async () => {
  store = await openStaffShop();
  ({ shopId } = store);
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.world.clearFaults();
  customerId = store.newCustomer();
});

const enrol = (asked: object = { customer: customerId }) =>
  store.ask("enrolment", { body: { locale: "en", ...asked } });

describe("a customer whom staff add", () => {
  test("is a member from then on, under the name and the address that Shopify has", async () => {
    const { json } = await enrol();
    expect(json).toMatchObject({
      outcome: "enrolled",
      customer: customerId,
      member: { balance: { available: 0 }, entries: [] },
    });
    const { rows } = await pool().query(
      "select email, first_name from member where shop_id = $1 and shopify_customer_id = $2",
      [shopId, customerId],
    );
    expect(rows).toEqual([{ email: `c${customerId}@example.com`, first_name: "Grace" }]);
  });

  test("is one member, however often they are added", async () => {
    const before = await store.countMembers();
    await Promise.all([enrol(), enrol(), enrol()]);
    await enrol();
    expect(await store.countMembers()).toBe(before + 1);
  });

  test("who is a member stays as they are", async () => {
    await recordPaidOrder(shopId, { customerId });
    expect((await enrol()).json).toMatchObject({ member: { balance: { available: 100 } } });
  });

  test("who is not there is refused", async () => {
    const { json } = await enrol({ customer: "699998" });
    expect(json).toEqual({ outcome: "refused", reason: "customer_not_found" });
  });

  test("can be added by address: the store's own is found, whatever its case", async () => {
    const { json } = await enrol({ contact: ` C${customerId}@Example.com` });
    expect(json).toMatchObject({ outcome: "enrolled", customer: customerId });
  });

  test.each([
    [{ contact: "+49 170 1234567" }, { phone: "+491701234567", email: null }],
    [{ contact: "Till.New@example.com" }, { phone: null, email: "till.new@example.com" }],
  ])("is made where the store has none: %j", async (asked, expected) => {
    const first = (await enrol(asked)).json as { outcome: string; customer: string };
    expect(first.outcome).toBe("enrolled");
    expect(store.world.shop.customers.get(first.customer)).toMatchObject({
      ...expected,
      marketingState: "NOT_SUBSCRIBED",
    });
    expect((await enrol(asked)).json).toMatchObject({ customer: first.customer });
  });

  test("is found where Shopify's answer got lost after they were made", async () => {
    const asked = { contact: "lost.answer@example.com" };
    await store.world.fail("CreateCustomer", "reset", "after");
    expect((await enrol(asked)).json).toEqual({
      outcome: "refused",
      reason: "shopify_unreachable",
    });
    expect((await enrol(asked)).json).toMatchObject({ outcome: "enrolled" });
    const all = [...store.world.shop.customers.values()];
    expect(all.filter(({ email }) => email === asked.contact)).toHaveLength(1);
  });

  test.each([
    ["", "contact_missing"],
    ["ada@example", "email_unreadable"],
    ["0170 1234567", "phone_without_country"],
    ["call me", "phone_unreadable"],
  ])("is refused with the reason, and nobody is made: %j", async (contact, reason) => {
    const before = store.world.shop.customers.size;
    expect((await enrol({ contact })).json).toEqual({ outcome: "refused", reason });
    expect(store.world.shop.customers.size).toBe(before);
  });

  test("is not added while Shopify cannot say who it is", async () => {
    const before = await store.countMembers();
    await store.world.fail("FindCustomer", "http_500", "before", 5);
    expect((await enrol()).json).toEqual({ outcome: "refused", reason: "shopify_unreachable" });
    expect(await store.countMembers()).toBe(before);
  });
});
