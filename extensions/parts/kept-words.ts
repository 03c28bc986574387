// The merchant's words of the last answer, where Shopify keeps what an extension remembers: for
// pages to which it gives no metafields.
import { language } from "./language.ts";
import type { FirstWords } from "./say.ts";

const NAME = "words";

/** In that language. */
interface Kept {
  readonly locale: string;
  readonly own: Readonly<Record<string, unknown>>;
}

interface Host {
  readonly storage: {
    read<Value>(name: string): Promise<Value | null>;
    write(name: string, value: unknown): Promise<void>;
  };
}

/** Nobody waits for it: until it is read, and where it cannot be, ours are said. */
export function keptWords(): FirstWords {
  const { storage } = (globalThis as unknown as { shopify: Host }).shopify;
  const locale = language();
  let known: Kept["own"] = {};
  storage.read<Kept>(NAME).then(
    (kept) => {
      if (kept?.locale === locale) known = kept.own;
    },
    () => {},
  );
  return {
    known: (key) => known[key],
    keep: (own) => {
      // A shop without words of its own leaves nothing behind.
      if (JSON.stringify(own) === JSON.stringify(known)) return;
      storage.write(NAME, { locale, own } satisfies Kept).catch(() => {});
    },
  };
}
