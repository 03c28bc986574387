// The app's configuration as App Bridge exposes it: the key comes from the page, the rest from the
// address the frame opened, remembered for pages that the app opens without those parameters.

export interface BridgeConfiguration {
  readonly apiKey: string;
  readonly shop: string;
  readonly host: string;
  readonly locale: string;
}

export interface ConfigurationSources {
  readonly scriptKey: string | null;
  readonly metaKey: string | null;
  readonly search: string;
  readonly remembered: string | null;
}

export function readConfiguration(sources: ConfigurationSources): BridgeConfiguration {
  const search = new URLSearchParams(sources.search);
  const remembered = parseRemembered(sources.remembered);
  const apiKey = sources.scriptKey ?? sources.metaKey ?? remembered.apiKey ?? "";
  if (apiKey === "") {
    throw new Error(
      "App Bridge needs the app's key: put data-api-key on its script tag, " +
        'or <meta name="shopify-api-key"> before it.',
    );
  }
  return {
    apiKey,
    shop: search.get("shop") ?? remembered.shop ?? "",
    host: search.get("host") ?? remembered.host ?? "",
    locale: search.get("locale") ?? remembered.locale ?? "en-US",
  };
}

function parseRemembered(text: string | null): Partial<BridgeConfiguration> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? onlyStrings(value) : {};
  } catch {
    // What another page left in the session's storage is no reason to stop.
    return {};
  }
}

function onlyStrings(value: object): Partial<BridgeConfiguration> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => typeof entry === "string"));
}
