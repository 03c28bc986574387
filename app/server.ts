// The web server: the webhook door and the balance answer on bare node:http, everything else
// through Remix. `start` is what the built bundle is run by; it also starts the worker, by ROLE.
import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import express from "express";
import { config } from "./config.server.ts";
import { insertReceived } from "./db/inbox-store.ts";
import { closePool, openPool, pool } from "./db/pool.ts";
import { findMissingMigrations, listMigrations, mayRewriteLedger } from "./db/readiness.ts";
import { createKnownShops } from "./inbox/known-shops.ts";
import { createReceiver } from "./inbox/receive.ts";
import { reportDoor } from "./inbox/report-inbox.ts";
import { createWebhookDoor } from "./inbox/webhook-door.ts";
import { createSignatureCheck } from "./inbox/webhook-signature.ts";
import { log } from "./log.server.ts";
import { drainDeliveries } from "./outbox/deliver-one.ts";
import { answerBalance } from "./routes/proxy/balance.ts";
import { startWorker } from "./worker.ts";
import type { Worker } from "./worker.ts";

/**
 * A connection that does not get its request out in time is cut, so that slow ones cannot pile up.
 */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 15_000;
const CONNECTION_CHECK_MS = 1_000;
/** Longer than the idle time of common load balancers, so that they close first. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const IDLE_SWEEP_MS = 50;
const MIGRATIONS_FOLDER = "prisma/migrations";

export interface RunningApp {
  /** Where it listens; nothing when only the worker runs. */
  readonly port: number | undefined;
  stop: () => Promise<void>;
}

/** Starts what ROLE asks for, and stops it in order on SIGTERM and SIGINT. */
export async function start(build: ServerBuild): Promise<RunningApp> {
  const settings = config();
  if (settings.databaseUrl === undefined) throw new Error("DATABASE_URL is not set.");
  openPool({
    url: settings.databaseUrl,
    size: settings.databasePoolSize,
    onError: (error) => log().warn({ error }, "an idle database connection broke"),
  });
  const state = { isStopping: false };
  const worker = settings.role === "web" ? undefined : startWorker();
  const web = settings.role === "worker" ? undefined : await startWeb(build, worker, state);
  const app = {
    port: web?.port,
    stop: async () => {
      state.isStopping = true;
      await Promise.all([web?.stop(), worker?.stop()]);
      await drainDeliveries();
      await closePool();
    },
  };
  stopOnSignals(app, settings.shutdownTimeoutMs);
  await warnOfPrivileges();
  log().info({ role: settings.role, port: app.port }, "started");
  return app;
}

type LifeState = { isStopping: boolean };

async function startWeb(
  build: ServerBuild,
  worker: Worker | undefined,
  state: LifeState,
): Promise<{ port: number; stop: () => Promise<void> }> {
  const settings = config();
  const receiver = createReceiver({
    store: (messages) => insertReceived(pool(), messages),
    onError: (error) => reportDoor({ type: "failed", error }),
    onStored: () => worker?.pokeInbox(),
  });
  const door = createWebhookDoor({
    verify: createSignatureCheck(settings.shopifyApiSecret, settings.shopifyApiSecretPrevious),
    receiver,
    shops: createKnownShops(),
    report: reportDoor,
  });
  const migrations = await listMigrations(resolve(MIGRATIONS_FOLDER));
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: CONNECTION_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    },
    routeRequests({ door, pages: createPages(build), migrations, state }),
  );
  const port = await listen(server, settings.port, settings.host);
  return {
    port,
    stop: async () => {
      await closeServer(server);
      await receiver.drain();
    },
  };
}

interface Doors {
  readonly door: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly pages: RequestListener;
  readonly migrations: readonly string[];
  readonly state: LifeState;
}

function routeRequests({ door, pages, migrations, state }: Doors): RequestListener {
  return (request, response) => {
    if (state.isStopping) response.setHeader("connection", "close");
    const url = request.url ?? "/";
    const query = url.indexOf("?");
    const path = query < 0 ? url : url.slice(0, query);
    if (path === "/webhooks/shopify") return void door(request, response);
    if (path === "/proxy/balance" && request.method === "GET") {
      return void answerWith(response, () => answerBalance(url));
    }
    if (path === "/healthz") return void answerWith(response, async () => ok);
    if (path === "/readyz")
      return void answerWith(response, () => tellReadiness(migrations, state));
    return pages(request, response);
  };
}

interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const plainHeaders = { "content-type": "application/json", "cache-control": "no-store" };
const ok: PlainAnswer = { status: 200, headers: plainHeaders, body: '{"status":"alive"}' };

async function answerWith(
  response: ServerResponse,
  ask: () => Promise<PlainAnswer>,
): Promise<void> {
  let answer: PlainAnswer;
  try {
    answer = await ask();
  } catch (error) {
    log().error({ error }, "a request failed");
    answer = { status: 503, headers: plainHeaders, body: '{"problem":"temporarily_unavailable"}' };
  }
  if (response.destroyed) return;
  const length = String(Buffer.byteLength(answer.body));
  response.writeHead(answer.status, { ...answer.headers, "content-length": length });
  response.end(answer.body);
}

/**
 * Ready means: the database answers, has the tables of this version, and nobody asked us to stop.
 */
async function tellReadiness(
  migrations: readonly string[],
  state: LifeState,
): Promise<PlainAnswer> {
  const tell = (status: number, reason: string): PlainAnswer => {
    return { status, headers: plainHeaders, body: JSON.stringify({ status: reason }) };
  };
  if (state.isStopping) return tell(503, "stopping");
  try {
    const missing = await findMissingMigrations(pool(), migrations);
    return missing.length === 0 ? tell(200, "ready") : tell(503, "migrations_missing");
  } catch (error) {
    log().warn({ error }, "the database cannot be reached");
    return tell(503, "database_unreachable");
  }
}

/** The built pages and files, behind whatever proxy stands in front on the same network. */
function createPages(build: ServerBuild): RequestListener {
  const files = resolve(build.assetsBuildDirectory);
  const app = express();
  app.disable("x-powered-by");
  // Express shows errors to browsers wherever it does not know itself to be in production.
  app.set("env", config().nodeEnv);
  app.set("trust proxy", ["loopback", "linklocal", "uniquelocal"]);
  app.use("/assets", express.static(join(files, "assets"), { immutable: true, maxAge: "1y" }));
  app.use(express.static(files, { maxAge: "1h", index: false }));
  const answerPage = createRequestHandler({ build, mode: config().nodeEnv });
  app.all("*", (request, response, next) => void answerPage(request, response, next));
  return app;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((done, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => done((server.address() as AddressInfo).port));
  });
}

/** Takes no new connection and waits for the answers that are under way. */
async function closeServer(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  await new Promise((done) => server.close(done));
  clearInterval(sweep);
}

function stopOnSignals(app: RunningApp, timeoutMs: number): void {
  let isStopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (isStopping) process.exit(1);
    isStopping = true;
    log().info({ signal }, "stopping");
    const late = setTimeout(() => {
      log().warn({ timeoutMs }, "stopped before all was finished: the rest is taken up again");
      process.exit(0);
    }, timeoutMs);
    try {
      await app.stop();
      log().info("stopped");
    } catch (error) {
      log().error({ error }, "could not stop in order");
    }
    clearTimeout(late);
    process.exit(0);
  };
  process.on("SIGTERM", (signal) => void stop(signal));
  process.on("SIGINT", (signal) => void stop(signal));
}

async function warnOfPrivileges(): Promise<void> {
  try {
    if (await mayRewriteLedger(pool())) {
      log().warn("this database role may rewrite the ledger: use one of the group regulars_app");
    }
  } catch (error) {
    log().warn({ error }, "the database's privileges could not be read");
  }
}
