// A signal of Shopify's that changes while an extension looks at it: those of Shopify's tester
// stand still.
import type { SubscribableSignalLike } from "@shopify/ui-extensions/checkout";

export interface LiveSignal<T> extends SubscribableSignalLike<T> {
  set: (value: T) => void;
}

export function liveSignal<T>(first: T): LiveSignal<T> {
  const followers = new Set<(value: T) => void>();
  const signal = {
    value: first,
    current: first,
    subscribe(follow: (value: T) => void) {
      followers.add(follow);
      return () => followers.delete(follow);
    },
    destroy: async () => {},
    set(value: T) {
      Object.assign(signal, { value, current: value });
      for (const follow of followers) follow(value);
    },
  };
  return signal as unknown as LiveSignal<T>;
}
