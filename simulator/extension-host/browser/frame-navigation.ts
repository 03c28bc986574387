// The global `navigation` of account pages and of the till: addresses within the extension change
// the entry, all others leave the page.
import type { HostFacts } from "../host-facts.ts";

type Follow = (event: { from: Entry }) => void;

interface Entry {
  readonly key: string;
  readonly url: string | null;
  getState(): unknown;
}

export function frameNavigation(facts: HostFacts, leave: (href: string) => void): object {
  const followers = new Set<Follow>();
  const entries: Entry[] = [entryOf("extension:/", null)];
  const isOwn = (url: string) =>
    facts.surface === "pos" ||
    url.startsWith("extension:/") ||
    url.startsWith(`extension:${facts.handle}/`);
  const current = (): Entry => entries.at(-1) ?? entryOf(null, null);
  const tell = (from: Entry): void => followers.forEach((follow) => follow({ from }));
  return {
    get currentEntry() {
      return current();
    },
    async navigate(url: string, options: { state?: unknown } = {}) {
      if (!isOwn(url)) return leave(url);
      const from = current();
      entries.push(entryOf(url, options.state ?? null));
      tell(from);
    },
    back() {
      if (entries.length < 2) return;
      const from = current();
      entries.pop();
      tell(from);
    },
    updateCurrentEntry({ state }: { state: unknown }) {
      entries[entries.length - 1] = entryOf(current().url, state);
    },
    addEventListener: (_: string, follow: Follow) => void followers.add(follow),
    removeEventListener: (_: string, follow: Follow) => void followers.delete(follow),
  };
}

function entryOf(url: string | null, state: unknown): Entry {
  return { key: crypto.randomUUID(), url, getState: () => state };
}
