/** @jsxImportSource preact */
// What can be shown without the app: the balance that it has written beside the customer.
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

interface WithoutAppProps {
  /** Whether the app is still being asked. */
  isAsked?: boolean;
}

/** What can be said while the app is asked, and where it does not answer. */
export const WithoutApp = ({ isAsked = false }: WithoutAppProps) => {
  const balance = useKnownBalance();
  if (balance === null) return isAsked ? <s-skeleton-paragraph /> : null;
  const number = host().i18n.formatNumber(balance);
  return (
    <s-section heading={say("title")}>
      <s-paragraph>{say("balance_plain", { count: balance, number })}</s-paragraph>
    </s-section>
  );
};

/** Null where there is none to read. */
function useKnownBalance(): number | null {
  const entries = useSignal(host().appMetafields);
  const found = entries.find(
    ({ target, metafield }) => target.type === "customer" && metafield.key === "balance",
  );
  const balance = Number(found?.metafield.value ?? Number.NaN);
  return Number.isSafeInteger(balance) ? balance : null;
}
