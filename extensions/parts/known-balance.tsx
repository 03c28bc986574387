/** @jsxImportSource preact */
// The balance that the app has written beside the customer: what can be shown without the app.
import { say } from "./say.ts";
import { type Signal, useSignal } from "./signal.ts";

interface Entry {
  readonly target: { readonly type: string };
  readonly metafield: { readonly key: string; readonly value: string | number | boolean };
}

interface Host {
  readonly appMetafields: Signal<readonly Entry[]>;
  readonly i18n: { formatNumber(number: number): string };
}

const host = (): Host => (globalThis as unknown as { shopify: Host }).shopify;

/** Null where there is none to read. */
export function useKnownBalance(): number | null {
  const entries = useSignal(host().appMetafields);
  const found = entries.find(
    ({ target, metafield }) => target.type === "customer" && metafield.key === "balance",
  );
  const balance = Number(found?.metafield.value ?? Number.NaN);
  return Number.isSafeInteger(balance) ? balance : null;
}

export const KnownBalance = ({ balance }: { balance: number }) => {
  const number = host().i18n.formatNumber(balance);
  return (
    <s-section heading={say("title")}>
      <s-paragraph>{say("balance_plain", { count: balance, number })}</s-paragraph>
    </s-section>
  );
};
