// Webhooks of Judge.me about new reviews. They are signed with a secret of Judge.me's making over
// the raw body, and bear no time: sent again, one review counts once all the same.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { digestOfContent, isSignedByJudgeMe } from "../adapters/integrations/request-signature.ts";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { parseKeyName } from "../core/integrations/key-name.ts";
import { findWorkingKey } from "../queries/integrations.ts";
import { receiveToldEvent } from "../usecases/integrations/receive-told-event.ts";
import { answerProblems, checkPace } from "./api/door.ts";
import { openSecret } from "./api/integration-secret.ts";
import { answerJson, methodNotAllowed, problem } from "./api/problems.ts";
import { readBytes } from "./api/read-bytes.ts";
import { parseBody, received } from "./api/receive.ts";

/** Reviews come with their text, and with what is known of product and pictures. */
const MAX_WEBHOOK_BYTES = 256 * 1_024;

const judgeMeBody = z.object({
  review: z.object({
    id: z.union([z.int().positive(), z.string().regex(/^\d{1,20}$/)]).transform(String),
    reviewer: z.object({
      email: z.string().trim().max(254).pipe(z.email()).nullish().catch(null),
    }),
  }),
});

export function loader(): Response {
  return methodNotAllowed("POST");
}

export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return methodNotAllowed("POST");
  return answerProblems(async () => {
    const body = await readBytes(request, MAX_WEBHOOK_BYTES);
    const named = parseKeyName(params["key"] ?? "");
    const key = named && (await findWorkingKey(named));
    const secret = key?.kind === "judge_me" ? await openSecret(key) : null;
    const signature = request.headers.get("judgeme-hmac-sha256") ?? "";
    if (!key || secret === null || !isSignedByJudgeMe(secret, body, signature)) {
      throw problem("unauthenticated", "The address is unknown, or the signature does not fit");
    }
    await checkPace(key);
    const { review } = parseBody(body, judgeMeBody);
    const { email } = review.reviewer;
    // Without an address nobody can be found, and sending it again would not help.
    if (!email) return answerJson({ status: "ignored" }, 200);
    const now = (await businessNow()).getTime();
    const result = await receiveToldEvent({
      shopId: key.shopId,
      integrationId: key.id,
      key: `review/${review.id}`,
      digest: digestOfContent(secret, { method: "POST", target: "judge_me", body }),
      trigger: "review",
      subject: review.id,
      named: { email },
      occurredAt: now,
      isContentFree: true,
      now,
    });
    if (result.outcome === "refused") throw new Error("A review was refused as an event");
    return received(result);
  });
}
