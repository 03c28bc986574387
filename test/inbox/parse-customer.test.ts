// What Shopify sends of customers.
import { describe, expect, test } from "vitest";
import {
  parseCustomer,
  parseCustomerMerge,
  parseDeletedCustomer,
} from "../../app/inbox/parse-customer.ts";

const bytes = (fields: object): Uint8Array => Buffer.from(JSON.stringify(fields));

describe("a customer", () => {
  test("is read with name and address", () => {
    const fields = {
      id: 7001,
      email: "ada@example.com",
      first_name: "Ada",
      last_name: "",
      updated_at: "2026-03-01T12:00:00Z",
    };
    expect(parseCustomer("customers/update", bytes(fields))).toEqual({
      outcome: "parsed",
      event: {
        customer: {
          customerId: "7001",
          email: "ada@example.com",
          firstName: "Ada",
          lastName: null,
          locale: null,
          updatedAt: Date.parse("2026-03-01T12:00:00Z"),
        },
        accountAt: null,
      },
    });
  });

  const made = "2026-02-01T08:00:00Z";
  const changed = "2026-03-01T12:00:00Z";

  test.each([
    ["customers/create", "enabled", made],
    ["customers/enable", "enabled", changed],
    ["customers/create", "disabled", null],
    ["customers/create", "invited", null],
    ["customers/enable", "disabled", null],
    ["customers/update", "enabled", null],
  ] as const)("has an account by %s in the state %s since %s", (topic, state, since) => {
    const fields = { id: 7001, state, created_at: made, updated_at: changed };
    const accountAt = since === null ? null : Date.parse(since);
    expect(parseCustomer(topic, bytes(fields))).toMatchObject({ event: { accountAt } });
  });

  test("that was deleted is an id", () => {
    expect(parseDeletedCustomer(bytes({ id: 7001 }))).toEqual({
      outcome: "parsed",
      event: { customerId: "7001" },
    });
  });

  test("without an id is refused", () => {
    const refused = { outcome: "refused", reason: "missing_field", detail: "id" };
    const nobody = bytes({ email: "ada@example.com" });
    expect(parseCustomer("customers/create", nobody)).toEqual(refused);
    expect(parseDeletedCustomer(bytes({}))).toEqual(refused);
  });
});

describe("a merger of two customers", () => {
  const merger = {
    admin_graphql_api_customer_kept_id: "gid://shopify/Customer/7001",
    admin_graphql_api_customer_deleted_id: "gid://shopify/Customer/7002",
    admin_graphql_api_job_id: null,
    status: "completed",
    errors: [],
  };

  test("says who stays and who goes", () => {
    expect(parseCustomerMerge(bytes(merger))).toEqual({
      outcome: "parsed",
      event: { keptCustomerId: "7001", goneCustomerId: "7002" },
    });
  });

  test.each(["failed", "FAILED", "requested", "in_progress", "IN_PROGRESS"])(
    "that Shopify calls %s means nothing",
    (status) => {
      const told = bytes({ ...merger, status });
      expect(parseCustomerMerge(told)).toEqual({ outcome: "parsed", event: null });
    },
  );

  test("is carried out however Shopify writes that it is done, and on no other word", () => {
    const done = parseCustomerMerge(bytes({ ...merger, status: "COMPLETED" }));
    expect(done).toEqual(parseCustomerMerge(bytes(merger)));
    expect(parseCustomerMerge(bytes({ ...merger, status: "perhaps" }))).toEqual({
      outcome: "refused",
      reason: "bad_field",
      detail: "status",
    });
  });

  test("of what are no customers is refused", () => {
    const field = "admin_graphql_api_customer_kept_id";
    expect(parseCustomerMerge(bytes({ ...merger, [field]: "gid://shopify/Order/1" }))).toEqual({
      outcome: "refused",
      reason: "bad_field",
      detail: field,
    });
  });
});
