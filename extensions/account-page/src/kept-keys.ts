// The keys of redemptions that got no answer, kept where Shopify keeps what an extension remembers:
// trying again after the page was closed takes nothing twice.
import { type RequestKeys, createRequestKeys } from "../../../widget/src/request-keys.ts";
import { newRequestKey } from "../../parts/request-key.ts";

const NAME = "redemption-keys";

/** As much of Shopify's as is used. */
export interface SlowStorage {
  read<Value>(name: string): Promise<Value | null>;
  write(name: string, value: unknown): Promise<void>;
}

/**
 * Those of one customer: another may have used the page in this browser. Storage that cannot be
 * read costs the memory of an earlier visit, nothing else.
 */
export async function loadRequestKeys(
  storage: SlowStorage,
  customerId: string | undefined,
): Promise<RequestKeys> {
  const read = await storage.read<Record<string, string>>(NAME).catch(() => null);
  const kept = new Map(Object.entries(read ?? {}));
  const keep = () => {
    storage.write(NAME, Object.fromEntries(kept)).catch(() => {});
  };
  const known = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, key: string) => {
      if (kept.get(name) === key) return;
      kept.set(name, key);
      keep();
    },
    removeItem: (name: string) => {
      if (kept.delete(name)) keep();
    },
  };
  return createRequestKeys(known, () => `${customerId}:`, newRequestKey);
}
