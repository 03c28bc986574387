// Shopify's library, set up for this app: embedded, token exchange, expiring offline tokens kept
// encrypted.
import "@shopify/shopify-app-remix/adapters/node";
import { shopifyApi } from "@shopify/shopify-api";
import {
  ApiVersion,
  AppDistribution,
  LogSeverity,
  type Session,
  shopifyApp,
} from "@shopify/shopify-app-remix/server";
import { setTimeout as wait } from "node:timers/promises";
import { businessNow } from "./adapters/shopify/business-clock.ts";
import {
  adaptAnswer,
  adaptDocumentHeaders,
  appBridgeAddress,
  sendShopifyCallsTo,
} from "./adapters/shopify/shopify-origin.ts";
import { config } from "./config.server.ts";
import { PostgresSessionStorage } from "./db/session-storage.ts";
import { TokenCipher } from "./db/token-cipher.ts";
import { takeTokenLease } from "./db/token-lease-store.ts";
import { findShop, type ShopView } from "./queries/shop.ts";
import { log } from "./log.server.ts";
import { installShop } from "./usecases/install-shop.ts";

const settings = config();

/** Seals whatever opens doors or purses. */
export const tokenCipher = new TokenCipher(
  settings.tokenEncryptionKey,
  settings.tokenEncryptionKeyPrevious,
);
export const sessionStorage = new PostgresSessionStorage(tokenCipher);

/** Debug messages of the library carry session tokens: they never reach the log. */
const logger = {
  level: LogSeverity.Warning,
  log: async (severity: LogSeverity, message: string) => {
    log()[severity === LogSeverity.Error ? "error" : "warn"]({ message }, "shopify_library");
  },
};

const shopify = shopifyApp({
  apiKey: settings.shopifyApiKey,
  apiSecretKey: settings.shopifyApiSecret,
  apiVersion: ApiVersion.July26,
  appUrl: settings.shopifyAppUrl,
  distribution: AppDistribution.AppStore,
  isEmbeddedApp: true,
  sessionStorage,
  hooks: { afterAuth: ({ session }) => install(session) },
  logger,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

/**
 * Only reads session tokens: Shopify's app library does not show whom a request comes from before
 * it acts.
 */
const tokenReader = shopifyApi({
  apiKey: settings.shopifyApiKey,
  apiSecretKey: settings.shopifyApiSecret,
  apiVersion: ApiVersion.July26,
  hostName: new URL(settings.shopifyAppUrl).host,
  isEmbeddedApp: true,
  logger,
});

if (settings.shopifyOrigin) sendShopifyCallsTo(settings.shopifyOrigin);

export const { unauthenticated } = shopify;

/** What the document needs to load App Bridge. */
export const appBridge = {
  apiKey: settings.shopifyApiKey,
  url: appBridgeAddress(settings.shopifyOrigin),
};

export function addDocumentHeaders(request: Request, headers: Headers): void {
  shopify.addDocumentResponseHeaders(request, headers);
  if (settings.shopifyOrigin) adaptDocumentHeaders(headers, settings.shopifyOrigin);
}

/**
 * A member of the shop's staff at work in the admin. The shop comes from the signed token, never
 * from the address.
 */
export interface Merchant {
  shop: ShopView;
  actor: `merchant:${string}`;
  /** The store's Admin API, for what a form shows. */
  admin: Awaited<ReturnType<typeof authenticateAdmin>>["admin"];
}

export async function authenticateMerchant(request: Request): Promise<Merchant> {
  const domain = await domainOf(request);
  const context = await (domain === undefined
    ? authenticateAdmin(request)
    : withFreshToken(domain, () => authenticateAdmin(request)));
  const shop = await findShop(context.session.shop);
  if (!shop) throw new Response(null, { status: 503, headers: { "retry-after": "2" } });
  const { admin, sessionToken } = context;
  return { shop, actor: `merchant:${sessionToken.sub}`, admin };
}

/** How Shopify names a member of the shop's staff. */
const staffId = /^[0-9]{1,20}$/;

/**
 * Answers that the library makes by itself arrive as thrown responses. The tokens that extensions
 * are given at checkout and on the account page bear the same signature and name the same app, and
 * the library asks no more of a token: they name a customer, or nobody. What is looked at is the
 * token that the library has read, so that no second way of reading it can be told another story.
 */
export async function authenticateAdmin(request: Request) {
  const context = await withAdaptedAnswer(shopify.authenticate.admin(request));
  if (!staffId.test(context.sessionToken.sub)) throw new Response(null, { status: 401 });
  return context;
}

export async function login(request: Request) {
  return withAdaptedAnswer(shopify.login(request));
}

async function withAdaptedAnswer<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    if (!(thrown instanceof Response) || !settings.shopifyOrigin) throw thrown;
    throw await adaptAnswer(thrown, settings.shopifyOrigin);
  }
}

/** The library asks for a new token with less than this left. */
const RENEWAL_BEFORE_EXPIRY_MS = 5 * 60_000;
/**
 * Longer than an exchange takes; a holder that died keeps the others waiting no longer than this.
 */
const LEASE_MS = 15_000;
const LEASE_POLL_MS = 50;

type Renewal<T> = { outcome: "renewed"; result: T } | { outcome: "busy_elsewhere" };

/**
 * Renewals that this process has under way. A shop that was never installed has no row to take a
 * lease on.
 */
const renewals = new Map<string, Promise<Renewal<unknown>>>();

/**
 * Exchanged tokens replace each other, so of all the requests that find none, in all processes, one
 * asks for it and the others wait until it is there and the shop is installed.
 */
async function withFreshToken<T>(domain: string, run: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + LEASE_MS;
  for (;;) {
    if (await isReady(domain)) return run();
    const underWay = renewals.get(domain);
    if (underWay) {
      // Whether it succeeded is looked up again; its own request reports how it failed.
      await underWay.catch(() => undefined);
    } else {
      const renewal = await renewAlone(domain, run);
      if (renewal.outcome === "renewed") return renewal.result;
    }
    if (Date.now() >= deadline) {
      throw new Response(null, { status: 503, headers: { "retry-after": "2" } });
    }
  }
}

/** Nothing is awaited before the renewal is known to the others of this process. */
async function renewAlone<T>(domain: string, run: () => Promise<T>): Promise<Renewal<T>> {
  const renewal = renewUnderLease(domain, run);
  renewals.set(domain, renewal);
  try {
    return await renewal;
  } finally {
    renewals.delete(domain);
  }
}

async function renewUnderLease<T>(domain: string, run: () => Promise<T>): Promise<Renewal<T>> {
  const lease = await takeTokenLease(domain, LEASE_MS);
  if (lease === undefined) {
    await wait(LEASE_POLL_MS);
    return { outcome: "busy_elsewhere" };
  }
  try {
    const result = await run();
    const session = await sessionStorage.loadSession(offlineId(domain));
    // Heals an installation that broke off after its token was stored.
    if (session) await ensureInstalled(session);
    return { outcome: "renewed", result };
  } finally {
    await lease.release();
  }
}

async function isReady(domain: string): Promise<boolean> {
  const session = await sessionStorage.loadSession(offlineId(domain));
  if (!session?.isActive(undefined, RENEWAL_BEFORE_EXPIRY_MS)) return false;
  return (await findShop(domain)) !== undefined;
}

async function ensureInstalled(session: Session): Promise<void> {
  if (!(await findShop(session.shop))) await install(session);
}

/** After each exchange of tokens: Shopify has just said that the app is installed. */
async function install(session: Session): Promise<void> {
  await installShop({
    domain: session.shop,
    scopes: session.scope ?? "",
    now: await businessNow(),
  });
}

/**
 * The shop that a valid session token names; nothing where there is none, so that the library can
 * answer.
 */
async function domainOf(request: Request): Promise<string | undefined> {
  const header = request.headers.get("authorization")?.replace("Bearer ", "");
  const token = header || new URL(request.url).searchParams.get("id_token");
  if (!token) return undefined;
  const payload = await tokenReader.session.decodeSessionToken(token).catch(() => undefined);
  // The library decodes it again and refuses it in Shopify's own way.
  if (payload === undefined) return undefined;
  // Over the bare domain, as it stands in a shopper's token of checkout, the library would stumble.
  if (!URL.canParse(payload.dest)) throw new Response(null, { status: 401 });
  return new URL(payload.dest).hostname;
}

function offlineId(domain: string): string {
  return tokenReader.session.getOfflineId(domain);
}
