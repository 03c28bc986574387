// What is written down when a message is given up, for the kinds that something waits for.
import type { Abandon } from "../delivery.ts";
import type { Kind, PayloadOf } from "../kinds.ts";
import { countWithoutFacts } from "./fetch-order-facts.ts";
import { leaveUnsettled } from "./issue-voucher.ts";

export const abandonments = {
  issue_voucher: leaveUnsettled,
  fetch_order_facts: countWithoutFacts,
} as const satisfies { readonly [K in Kind]?: Abandon<PayloadOf<K>> };
