// Customers: reading, updating what an app may, tags.

import { metafieldFields } from "./metafields.ts";
import { moneyOf, plainFields, utc } from "./money-values.ts";
import { creditAccountFields } from "./store-credit.ts";
import { sortKeyOf, visibleOrders } from "./visible-orders.ts";
import { requireScope } from "../access.ts";
import { fieldsOf, textOf, type Arguments, type Call, type FieldResolvers } from "../call.ts";
import { connect, connectSorted } from "../connections.ts";
import { gap, topLevel, userError } from "../errors.ts";
import { matchesNumber, matchesText, matchesTime, parseSearch } from "../search-query.ts";
import {
  amountSpent,
  createCustomer,
  findCustomerByEmail,
  updateCustomer,
  type CustomerInput,
} from "../../actions/customers.ts";
import { ordersOf } from "../../actions/find-order.ts";
import type { Address, Customer } from "../../model.ts";
import { gid, idOf, iso, Refusal } from "../../world.ts";

export const customerRoot = fieldsOf<unknown>({
  customer: (_source, args, call) => customerById(call, textOf(args, "id")),
  customers: (_source, args, call) => listCustomers(args, call),
  customerByIdentifier: (_source, args, call) => {
    const identifier = args["identifier"] as Record<string, string | undefined>;
    if (identifier["id"] !== undefined) return customerById(call, identifier["id"]);
    if (identifier["emailAddress"] !== undefined) {
      return findCustomerByEmail(call.shop, identifier["emailAddress"]) ?? null;
    }
    if (identifier["phoneNumber"] === undefined) return gap("customerByIdentifier(customId)");
    const phone = identifier["phoneNumber"];
    return [...call.shop.customers.values()].find((entry) => entry.phone === phone) ?? null;
  },
});

export const customerMutations = fieldsOf<unknown>({
  customerCreate: (_source, args, call) => customerCreate(args, call),
  customerUpdate: (_source, args, call) => customerUpdate(args, call),
  tagsAdd: (_source, args, call) =>
    changeTags(args, call, "tagsAdd", (tags, given) => [...new Set([...tags, ...given])]),
  tagsRemove: (_source, args, call) =>
    changeTags(args, call, "tagsRemove", (tags, given) => {
      const gone = new Set(given.map((tag) => tag.toLowerCase()));
      return tags.filter((tag) => !gone.has(tag.toLowerCase()));
    }),
});

export const customerTypes: Record<string, FieldResolvers> = {
  Customer: fieldsOf<Customer>({
    id: (customer) => gid("Customer", customer.id),
    legacyResourceId: (customer) => customer.id,
    firstName: (customer) => customer.firstName,
    lastName: (customer) => customer.lastName,
    displayName: (customer) => displayName(customer),
    email: (customer) => customer.email,
    phone: (customer) => customer.phone,
    defaultEmailAddress: (customer) => (customer.email === null ? null : customer),
    defaultAddress: (customer) => customer.address,
    defaultPhoneNumber: (customer) => (customer.phone === null ? null : customer),
    locale: (customer) => customer.locale,
    note: (customer) => customer.note,
    state: (customer) => customer.state.toUpperCase(),
    tags: (customer) => customer.tags,
    verifiedEmail: () => true,
    taxExempt: () => false,
    createdAt: (customer) => utc(customer.createdAt),
    updatedAt: (customer) => utc(customer.updatedAt),
    numberOfOrders: (customer, _args, call) => String(ordersOf(call.shop, customer.id).length),
    amountSpent: (customer, _args, { shop }) =>
      moneyOf(amountSpent(shop, customer.id), shop.currency),
    orders: (customer, args, call) => {
      if (typeof args["query"] === "string") gap("Customer.orders(query:)");
      const own = visibleOrders(call).filter((order) => order.customerId === customer.id);
      return connectSorted(own, args, sortKeyOf(args));
    },
    ...creditAccountFields,
    ...metafieldFields<Customer>((customer) => gid("Customer", customer.id)),
  }),
  MailingAddress: fieldsOf<Address>({
    address1: ({ address1 }) => address1,
    city: ({ city }) => city,
    zip: ({ zip }) => zip,
    countryCodeV2: ({ countryCode }) => countryCode,
    phone: ({ phone }) => phone || null,
  }),
  CustomerEmailAddress: fieldsOf<Customer>({
    emailAddress: (customer) => customer.email,
    marketingState: (customer) => customer.marketingState,
    marketingOptInLevel: ({ marketingUpdatedAt }) => optInLevel(marketingUpdatedAt),
    marketingUpdatedAt: ({ marketingUpdatedAt }) => marketingUpdatedAt && utc(marketingUpdatedAt),
    validFormat: () => true,
  }),
  CustomerPhoneNumber: fieldsOf<Customer>({
    phoneNumber: (customer) => customer.phone,
    marketingState: (customer) => customer.smsMarketingState,
    marketingOptInLevel: ({ smsMarketingUpdatedAt }) => optInLevel(smsMarketingUpdatedAt),
    marketingUpdatedAt: ({ smsMarketingUpdatedAt }) =>
      smsMarketingUpdatedAt && utc(smsMarketingUpdatedAt),
    marketingCollectedFrom: () => "OTHER",
  }),
  CustomerCreatePayload: plainFields("customer", "userErrors"),
  CustomerUpdatePayload: plainFields("customer", "userErrors"),
  TagsAddPayload: plainFields("node", "userErrors"),
  TagsRemovePayload: plainFields("node", "userErrors"),
};

/** Nobody confirms anything by a second message here. */
function optInLevel(updatedAt: string | null): string | null {
  return updatedAt === null ? null : "SINGLE_OPT_IN";
}

export function customerById(call: Call, globalId: string): Customer | null {
  const id = idOf("Customer", globalId);
  if (id === null) throw topLevel(`Invalid id: ${globalId}`, "RESOURCE_NOT_FOUND");
  return call.shop.customers.get(id) ?? null;
}

function listCustomers(args: Arguments, call: Call): unknown {
  const terms = parseSearch(textOf(args, "query"));
  const found = [...call.shop.customers.values()].filter((customer) =>
    terms.every((term) => {
      if (term.field === "updated_at") return matchesTime(term, customer.updatedAt);
      if (term.field === "created_at" || term.field === "customer_date") {
        return matchesTime(term, customer.createdAt);
      }
      if (term.field === "id") return matchesNumber(term, BigInt(customer.id));
      if (term.field === "email") return matchesText(term, customer.email);
      if (term.field === "tag") return customer.tags.some((tag) => matchesText(term, tag));
      return gap(`the customer filter "${term.field}"`);
    }),
  );
  const sortKey = textOf(args, "sortKey") || "ID";
  const keys: Record<string, (customer: Customer) => string> = {
    ID: (customer) => customer.id.padStart(20, "0"),
    CREATED_AT: (customer) => customer.createdAt,
    UPDATED_AT: (customer) => customer.updatedAt,
    NAME: (customer) => displayName(customer),
  };
  const key = keys[sortKey] ?? gap(`sorting customers by ${sortKey}`);
  const sorted = found.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return connect(sorted, args, (customer) => customer.id);
}

const consentFields = {
  emailMarketingConsent: "customerEmailMarketingConsentUpdate",
  smsMarketingConsent: "customerSmsMarketingConsentUpdate",
  whatsAppMarketingConsent: "customerWhatsAppMarketingConsentUpdate",
};

const playedFields = ["firstName", "lastName", "email", "phone", "note", "locale", "tags"];

function requirePlayed(mutation: string, given: object): void {
  const unplayed = Object.keys(given).find((field) => !playedFields.includes(field));
  if (unplayed !== undefined) gap(`${mutation}(${unplayed}:)`);
}

/** Somebody without an account and an address, who agreed to nothing. */
function customerCreate(args: Arguments, call: Call): unknown {
  const given = args["input"] as Omit<CustomerInput, "id" | "address">;
  requirePlayed("customerCreate", given);
  const refused = (field: string[] | null, message: string) => ({
    customer: null,
    userErrors: [userError(field, message)],
  });
  const { email, phone, firstName, lastName } = given;
  if (![email, phone, firstName, lastName].some(Boolean)) {
    return refused(null, "Customer must have a name, phone number or email address");
  }
  if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    return refused(["email"], "Email is invalid");
  }
  try {
    const made = { ...given, state: "disabled", address: null } as const;
    return { customer: createCustomer(call.context, call.shop, made), userErrors: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refused(["email"], error.message);
  }
}

function customerUpdate(args: Arguments, call: Call): unknown {
  const { id, ...given } = args["input"] as Record<string, unknown> & { id?: string };
  const refused = Object.entries(consentFields).flatMap(([field, mutation]) =>
    field in given
      ? [userError([field], `To update ${field}, please use the ${mutation} Mutation instead`)]
      : [],
  );
  if (refused.length > 0) return { customer: null, userErrors: refused };
  const customer = id === undefined ? null : customerById(call, id);
  if (!customer) {
    return { customer: null, userErrors: [userError(["id"], "Customer does not exist")] };
  }
  requirePlayed("customerUpdate", given);
  try {
    const change = given as Omit<CustomerInput, "id" | "address">;
    return {
      customer: updateCustomer(call.context, call.shop, customer.id, change),
      userErrors: [],
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { customer: null, userErrors: [userError(["email"], error.message)] };
  }
}

const tagScopes: Record<string, string> = {
  Customer: "write_customers",
  Order: "write_orders",
  Product: "write_products",
};

function changeTags(
  args: Arguments,
  call: Call,
  field: string,
  change: (tags: string[], given: string[]) => string[],
): unknown {
  const globalId = textOf(args, "id");
  const type = /^gid:\/\/shopify\/([A-Za-z]+)\//.exec(globalId)?.[1] ?? "";
  requireScope(call, field, tagScopes[type] ?? gap(`tags of ${globalId}`));
  const id = idOf(type, globalId) ?? "";
  const { customers, orders, products } = call.shop;
  const owner = customers.get(id) ?? orders.get(id) ?? products.get(id);
  if (!owner) return { node: null, userErrors: [userError(["id"], `${type} does not exist`)] };
  const given = (args["tags"] as string[]).flatMap((tag) => tag.split(","));
  const wanted = given.map((tag) => tag.trim()).filter((tag) => tag !== "");
  owner.tags = change(owner.tags, wanted);
  owner.updatedAt = iso(call.context);
  const customer = customers.get(id);
  if (customer) call.context.emit(call.shop, { topic: "customers/update", customer });
  return { node: { ...owner, __typename: type }, userErrors: [] };
}

function displayName(customer: Customer): string {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(" ");
  return name || (customer.email ?? customer.phone ?? "");
}
