// One attempt to deliver: one second to connect, five in total, any 2xx is success.

import { request as httpRequest, type ClientRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { DeliveryAttempt } from "../model.ts";

export const connectTimeoutMs = 1_000;
export const totalTimeoutMs = 5_000;

export type Outgoing = { url: string; headers: Record<string, string>; body: Buffer };

export function sendWebhook(outgoing: Outgoing, at: string): Promise<DeliveryAttempt> {
  const started = performance.now();
  return new Promise((resolve) => {
    const finish = (
      outcome: DeliveryAttempt["outcome"],
      status: number | null,
      detail: string | null,
    ): void => {
      clearTimeout(connecting);
      clearTimeout(total);
      resolve({ at, durationMs: Math.round(performance.now() - started), outcome, status, detail });
    };
    const request = open(outgoing);
    const giveUp = (detail: string): void => {
      finish("timeout", null, detail);
      request.destroy();
    };
    const connecting = setTimeout(() => giveUp("no connection within 1 s"), connectTimeoutMs);
    const total = setTimeout(() => giveUp("no answer within 5 s"), totalTimeoutMs);
    request.on("socket", (socket) => {
      if (socket.connecting) socket.once("connect", () => clearTimeout(connecting));
      else clearTimeout(connecting);
    });
    request.on("error", (error) => finish("unreachable", null, error.message));
    request.on("response", (response) => {
      const status = response.statusCode ?? 0;
      response.resume();
      response.on("close", () => finish("unreachable", status, "the answer was cut off"));
      response.on("end", () => {
        if (status >= 200 && status < 300) finish("delivered", status, null);
        else finish("rejected", status, `HTTP ${status}`);
      });
    });
    request.end(outgoing.body);
  });
}

function open(outgoing: Outgoing): ClientRequest {
  const url = new URL(outgoing.url);
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  return send(url, {
    method: "POST",
    headers: { ...outgoing.headers, "content-length": String(outgoing.body.length) },
  });
}
