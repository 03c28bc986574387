// The servers of the benchmark: `serve.ts door|balance product|baseline DATABASE_URL`, and
// `serve.ts redeem|both product DATABASE_URL`.
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { register } from "node:module";
import type { AddressInfo } from "node:net";
import { insertReceived } from "../../app/db/inbox-store.ts";
import { openPool, pool } from "../../app/db/pool.ts";
import { createKnownShops } from "../../app/inbox/known-shops.ts";
import { createReceiver } from "../../app/inbox/receive.ts";
import { createWebhookDoor } from "../../app/inbox/webhook-door.ts";
import { createSignatureCheck } from "../../app/inbox/webhook-signature.ts";
import { answerBalance } from "../../app/routes/proxy/balance.ts";
import { benchSecret } from "./workload.ts";

const [subject = "", side = "", url = ""] = process.argv.slice(2);
openPool({ url, size: 8 });

/** As the app's server wires it. */
function productDoor(): RequestListener {
  const fail = (error: unknown): void => console.error(error);
  const door = createWebhookDoor({
    verify: createSignatureCheck(benchSecret, undefined),
    receiver: createReceiver({
      store: (messages) => insertReceived(pool(), messages),
      onError: fail,
    }),
    shops: createKnownShops(),
    report: fail,
  });
  return (request, response) => void door(request, response);
}

/** What one would write first: check the signature, insert a row, answer. */
function baselineDoor(): RequestListener {
  return (request, response) => void storeOne(request, response);
}

async function storeOne(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const digest = createHmac("sha256", benchSecret).update(body).digest();
  const given = Buffer.from(String(request.headers["x-shopify-hmac-sha256"]), "base64");
  if (given.length !== digest.length || !timingSafeEqual(given, digest)) {
    response.writeHead(401).end();
    return;
  }
  await pool().query({
    name: "baseline_insert",
    text: `insert into bench_inbox (shop, topic, webhook_id, body) values ($1, $2, $3, $4)
      on conflict do nothing`,
    values: [
      request.headers["x-shopify-shop-domain"],
      request.headers["x-shopify-topic"],
      request.headers["x-shopify-webhook-id"],
      body,
    ],
  });
  response.writeHead(200, { "content-length": 0 }).end();
}

function productBalance(): RequestListener {
  return (request, response) => {
    void answerBalance(request.url ?? "/").then((answer) => {
      const length = String(Buffer.byteLength(answer.body));
      response.writeHead(answer.status, { ...answer.headers, "content-length": length });
      response.end(answer.body);
    });
  };
}

/** The app's route, as its server calls it. */
async function productRedeem(): Promise<RequestListener> {
  register("./jsx-hooks.ts", import.meta.url);
  const { action } = await import("../../app/routes/proxy.redeem.ts");
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = new Request(`http://localhost${incoming.url}`, {
      method: "POST",
      headers: { "content-type": incoming.headers["content-type"] ?? "" },
      body: Buffer.concat(chunks),
    });
    const { status, headers, body } = await action({ request, params: {}, context: {} });
    const text = Buffer.from(await new Response(body).arrayBuffer());
    response.writeHead(status, {
      ...Object.fromEntries(headers),
      "content-length": String(text.byteLength),
    });
    response.end(text);
  };
  return (request, response) => void answer(request, response);
}

/** Both doors in one process, as a shop's traffic meets them. */
function productDoors(): RequestListener {
  const door = productDoor();
  const balance = productBalance();
  return (request, response) => (request.method === "POST" ? door : balance)(request, response);
}

/** One select by key, no signature. */
function baselineBalance(): RequestListener {
  return (request, response) => {
    const id = new URL(request.url ?? "/", "http://localhost").searchParams.get("id");
    const query = {
      name: "baseline_select",
      text: "select available from bench_balance where id = $1",
      values: [id],
    };
    void pool()
      .query<{ available: bigint }>(query)
      .then(({ rows }) => {
        const body = `{"available":${String(rows[0]?.available)}}`;
        response.writeHead(200, { "content-length": body.length }).end(body);
      });
  };
}

const servers: Readonly<Record<string, () => RequestListener | Promise<RequestListener>>> = {
  "door product": productDoor,
  "door baseline": baselineDoor,
  "balance product": productBalance,
  "balance baseline": baselineBalance,
  "redeem product": productRedeem,
  "both product": productDoors,
};
const listener = servers[`${subject} ${side}`];
if (listener === undefined) throw new Error(`There is no ${subject} ${side}.`);
const server = createServer(await listener());
server.listen(0, "127.0.0.1", () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
});
process.once("SIGTERM", () => process.exit(0));
