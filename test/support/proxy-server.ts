// The app's proxy routes behind a real server, asked over HTTP with what Shopify would have signed.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { MortalProcess } from "./mortal-process.ts";
import { type ProxyRoute, type Visit, loadProxyRoutes, signedQuery } from "./storefront.ts";

export interface ProxyServer {
  /** A request of the shopper, in the given process where one is named. */
  post(route: ProxyRoute, visit: Visit, body: object, process?: MortalProcess): Promise<Answered>;
  stop(): void;
}

export interface Answered {
  readonly status: number;
  readonly json: unknown;
}

const PROCESS = "x-test-process";

/** Call it when the settings are made: the routes read them while they are loaded. */
export async function startProxyServer(): Promise<ProxyServer> {
  const routes = await loadProxyRoutes();
  const processes = new Map<string, MortalProcess>();
  const handle = async (incoming: IncomingMessage): Promise<Response> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const path = incoming.url?.split("?")[0] ?? "";
    const request = new Request(`https://app.example.com${incoming.url}`, {
      method: "POST",
      headers: { "content-type": incoming.headers["content-type"] ?? "" },
      body: Buffer.concat(chunks),
    });
    const process = processes.get(String(incoming.headers[PROCESS]));
    const answer = () => routes[`POST ${path}` as ProxyRoute](request);
    return process ? process.run(answer) : answer();
  };
  const server = createServer((incoming, outgoing) => {
    void handle(incoming).then(async (response) => {
      outgoing.writeHead(response.status).end(await response.text());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    async post(route, visit, body, process) {
      const name = randomUUID();
      if (process) processes.set(name, process);
      const path = route.split(" ")[1] ?? "";
      const response = await fetch(`http://127.0.0.1:${port}${path}?${signedQuery(visit)}`, {
        method: "POST",
        headers: { "content-type": "application/json", [PROCESS]: name },
        body: JSON.stringify(body),
      });
      processes.delete(name);
      return { status: response.status, json: await response.json() };
    },
    stop: () => server.close(),
  };
}
