// The admin that the block runs in, and the app behind it.
import type { Api } from "@shopify/ui-extensions/admin.customer-details.block.render";
import { askApp } from "../../parts/ask-app.ts";
import { say } from "../../parts/say.ts";

function host(): Api {
  return (globalThis as unknown as { shopify: Api }).shopify;
}

/** Shopify's number of the customer whose page it is; null where the page does not say. */
export function shownCustomer(): string | null {
  const [selected] = host().data.selected;
  return /Customer\/([1-9][0-9]*)$/.exec(selected?.id ?? "")?.[1] ?? null;
}

/** The language of the texts: the app answers in it. */
export function language(): string {
  return say("language");
}

/**
 * What the app answers a member of staff. Null where it cannot be asked: it is out of reach, or the
 * store has not given this member of staff access to it.
 */
export function askAsStaff<Answer>(path: string, body?: object): Promise<Answer | null> {
  return askApp<Answer>(`staff/${path}`, body, async () => {
    const token = await host().auth.idToken();
    return token ?? undefined;
  });
}

/** A movement shows its direction. */
export function signed(count: number): string {
  return host().i18n.formatNumber(count, { signDisplay: "exceptZero" });
}

/** "14 days". */
export function inDays(count: number): string {
  return host().i18n.formatNumber(count, { style: "unit", unit: "day", unitDisplay: "long" });
}
