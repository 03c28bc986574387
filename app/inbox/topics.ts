// The topics that the app asks for, and what each speaks of: messages of one subject are handled in
// order.

export interface TopicRule {
  /** A compliance topic is heard even after the app was uninstalled. */
  readonly compliance?: true;
  /** Where the payload names its subject: a number called `field`, in the object at `depth`. */
  readonly subject?: { readonly kind: string; readonly field: string; readonly depth: number };
  /**
   * Messages of one family lock their members in one sorted run, so that a batch of them may share
   * a transaction. Without a family each has a transaction of its own.
   */
  readonly family?: "orders" | "customers" | "deleted_customers";
}

const order = {
  subject: { kind: "order", field: "id", depth: 1 },
  family: "orders",
} as const satisfies TopicRule;
const customer = {
  subject: { kind: "customer", field: "id", depth: 1 },
  family: "customers",
} as const satisfies TopicRule;

export const topics = {
  "orders/paid": order,
  "orders/updated": order,
  "orders/cancelled": order,
  "orders/edited": { ...order, subject: { kind: "order", field: "order_id", depth: 2 } },
  "refunds/create": { ...order, subject: { kind: "order", field: "order_id", depth: 1 } },
  "customers/create": customer,
  "customers/update": customer,
  "customers/enable": customer,
  "customers/delete": { ...customer, family: "deleted_customers" },
  "customers/merge": {},
  "customers_email_marketing_consent/update": {
    subject: { kind: "customer", field: "customer_id", depth: 1 },
  },
  // Of text messages alone, whatever its name says.
  "customers_marketing_consent/update": { subject: customer.subject },
  "discounts/delete": {},
  "app/uninstalled": {},
  "app/scopes_update": {},
  "shop/update": {},
  "customers/data_request": { compliance: true },
  "customers/redact": { compliance: true },
  "shop/redact": { compliance: true },
} as const satisfies Record<string, TopicRule>;

export type Topic = keyof typeof topics;

export function findTopic(name: string): Topic | undefined {
  return Object.hasOwn(topics, name) ? (name as Topic) : undefined;
}

export function ruleOf(topic: Topic): TopicRule {
  return topics[topic];
}
