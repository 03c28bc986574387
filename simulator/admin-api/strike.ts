// What a caller sees of a call that a fault has struck.

import type { Fault } from "./faults.ts";
import { json, type SimulatorResponse } from "../server.ts";

/** A call that times out is never answered; after this long its connection is closed. */
const hangMs = 60_000;

/** How the struck call would have gone, and how its API words two of its failures. */
export type StruckCall = {
  run(): Promise<SimulatorResponse>;
  throttled(): SimulatorResponse;
  internalError(): SimulatorResponse;
  /** The rules of the shop forbid it. */
  refused(fault: Fault): SimulatorResponse;
  /** The token of this call has just ended. */
  tokenExpired(): SimulatorResponse;
};

export async function strike(fault: Fault, call: StruckCall): Promise<SimulatorResponse> {
  if (fault.kind === "slow") {
    await pause(fault.delayMs);
    return call.run();
  }
  if (fault.when === "after") await call.run();
  switch (fault.kind) {
    case "timeout":
      await pause(fault.delayMs || hangMs);
      return { destroy: "at_once" };
    case "reset":
      return { destroy: "at_once" };
    case "reset_mid_body":
      return { ...json({ data: null }), destroy: "mid_body" };
    case "http_500":
      return { status: 500, headers: { "content-type": "text/html" }, body: "<h1>Oops</h1>" };
    case "http_429":
      return {
        status: 429,
        headers: { "content-type": "application/json", "retry-after": "2.0" },
        body: '{"errors":"Exceeded 2 calls per second for api client."}',
      };
    case "throttled":
      return call.throttled();
    case "internal_error":
      return call.internalError();
    case "refused":
      return call.refused(fault);
    case "token_expired":
      return call.tokenExpired();
    case "wrong_json":
      return { status: 200, headers: { "content-type": "application/json" }, body: '{"data":{' };
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
