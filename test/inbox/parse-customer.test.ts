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
    expect(parseCustomer(bytes(fields))).toEqual({
      outcome: "parsed",
      event: {
        customerId: "7001",
        email: "ada@example.com",
        firstName: "Ada",
        lastName: null,
        locale: null,
        updatedAt: Date.parse("2026-03-01T12:00:00Z"),
      },
    });
  });

  test("that was deleted is an id", () => {
    expect(parseDeletedCustomer(bytes({ id: 7001 }))).toEqual({
      outcome: "parsed",
      event: { customerId: "7001" },
    });
  });

  test("without an id is refused", () => {
    const refused = { outcome: "refused", reason: "missing_field", detail: "id" };
    expect(parseCustomer(bytes({ email: "ada@example.com" }))).toEqual(refused);
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
