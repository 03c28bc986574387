// Unsubscribing from e-mails: GET asks, because mail scanners open links; POST does it, from the
// page's button or straight from a mail program (RFC 8058).
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readUnsubscribe } from "../adapters/email/unsubscribe-token.ts";
import { loadSubscriber } from "../queries/subscriber.ts";
import { optOutOfEmail } from "../usecases/opt-out-of-email.ts";
import { unsubscribePage } from "./email/unsubscribe-page.tsx";

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { claim, subscriber, locales } = await readRequest(request);
  if (claim === null || subscriber === undefined) {
    return unsubscribePage({ state: "invalid" }, locales);
  }
  return unsubscribePage({ state: "asking", shopName: subscriber.shopName }, locales);
}

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const { claim, subscriber, locales } = await readRequest(request);
  if (claim === null || subscriber === undefined) {
    return unsubscribePage({ state: "invalid" }, locales);
  }
  await optOutOfEmail(claim.shopId, subscriber.memberId, new Date());
  return unsubscribePage({ state: "done", shopName: subscriber.shopName }, locales);
}

async function readRequest(request: Request) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  const claim = readUnsubscribe(token);
  const subscriber = claim === null ? undefined : await loadSubscriber(claim.shopId, claim);
  const accepted = (request.headers.get("accept-language") ?? "")
    .split(",", 10)
    .map((wish) => wish.split(";")[0]?.trim());
  return { claim, subscriber, locales: [subscriber?.locale, ...accepted] };
}
