// Follows the signals by which Shopify tells an extension how something stands.
import { useEffect, useState } from "preact/hooks";

export interface Signal<T> {
  readonly value: T;
  subscribe(follow: (value: T) => void): () => void;
}

/** What a signal of Shopify's holds, now and whenever it changes. */
export function useSignal<T>(signal: Signal<T>): T {
  const [value, setValue] = useState(() => signal.value);
  useEffect(() => {
    // It may have changed since it was drawn, and nobody listened yet.
    setValue(() => signal.value);
    return signal.subscribe((next) => setValue(() => next));
  }, []);
  return value;
}
