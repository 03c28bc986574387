// Asks the app behind an extension. Nothing here throws: the page of a customer who is about to
// pay, or who has paid, stays as it is, whatever fails.

/** Whoever waits longer has read the rest of the page. */
const APP_TIMEOUT_MS = 10_000;

/** Says who asks. Undefined where the host has nothing to say it with. */
export type TokenSource = () => Promise<string | undefined>;

/**
 * What the app answers at `/extensions/PATH`: to a GET, or with a body to a POST. Null where the
 * app cannot be asked, or does not answer as it should.
 */
export async function askApp<Answer>(
  path: string,
  body?: object,
  tokenSource: TokenSource = sessionToken,
): Promise<Answer | null> {
  const address = appAddress();
  if (address === null) return null;
  // Of all of it: nobody waits longer for a host that does not say who asks, either.
  const limit = AbortSignal.timeout(APP_TIMEOUT_MS);
  const ask = async (): Promise<Answer | null> => {
    const token = await tokenSource();
    // Whoever asked has gone on without it: a late token must not do what nobody waits for.
    if (token === undefined || limit.aborted) return null;
    const answer = await fetch(`${address}/extensions/${path}`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
      signal: limit,
    });
    const said: unknown = answer.ok ? await answer.json() : null;
    return typeof said === "object" && !Array.isArray(said) ? (said as Answer | null) : null;
  };
  try {
    return await Promise.race([ask(), nothingAfter(limit)]);
  } catch {
    // No access to the network, no connection, no JSON: what can be shown without is shown.
    return null;
  }
}

function nothingAfter(limit: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    limit.addEventListener("abort", () => resolve(null));
  });
}

/** Of checkout, of the page after it, and of customer accounts. */
function sessionToken(): Promise<string> {
  interface Host {
    readonly shopify: { readonly sessionToken: { get(): Promise<string> } };
  }
  return (globalThis as unknown as Host).shopify.sessionToken.get();
}

/** Where the app lives, as it was when the extension was built; null where nobody said. */
function appAddress(): string | null {
  try {
    return process.env.APP_URL?.replace(/\/$/, "") || null;
  } catch {
    // There is no such object in the worker that runs the extension.
    return null;
  }
}
