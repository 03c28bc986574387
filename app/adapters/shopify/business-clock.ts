// The time that dates of business are taken from. With a simulated Shopify configured it is the
// simulator's clock, which can be moved; otherwise the real one. Signatures and token lifetimes
// never use it.
import { config } from "../../config.server.ts";

const CLOCK_TIMEOUT_MS = 2_000;

export async function businessNow(): Promise<Date> {
  const origin = config().shopifyOrigin;
  if (origin === undefined) return new Date();
  const response = await fetch(new URL("/", origin), {
    method: "HEAD",
    signal: AbortSignal.timeout(CLOCK_TIMEOUT_MS),
  });
  const date = response.headers.get("date");
  const now = new Date(date ?? "");
  if (Number.isNaN(now.getTime())) throw new Error("the simulator's answer bears no date");
  return now;
}
