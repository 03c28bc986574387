// What other systems tell: parsed once the door let it in, written down, and answered with the
// event's id. What came of it stands at /api/v1/events/ID.
import type { z } from "zod";
import { digestOfContent } from "../../adapters/integrations/request-signature.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import type { NamedMember } from "../../core/integrations/integration.ts";
import { MAX_LATE_DAYS, whenItHappened } from "../../core/integrations/when-it-happened.ts";
import { receiveToldEvent } from "../../usecases/integrations/receive-told-event.ts";
import type { ReceiveToldEvent } from "../../usecases/integrations/receive-told-event.ts";
import type { SignedVisit } from "./door.ts";
import { answerJson, problem } from "./problems.ts";
import type { FieldProblem } from "./problems.ts";

export interface Told {
  readonly trigger: ReceiveToldEvent["trigger"];
  readonly subject: string;
  readonly member: NamedMember;
  readonly occurredAt: Instant | undefined;
}

/** The body of a request by the signed API. */
export function parseSigned<Body>(
  request: Request,
  { body, idempotencyKey }: SignedVisit,
  schema: z.ZodType<Body>,
): Body {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw problem("unsupported-media-type", "Send content-type: application/json");
  }
  if (idempotencyKey === "") {
    const detail = "Name each event by an Idempotency-Key of your own, and keep it when you retry";
    throw problem("idempotency-key-missing", detail);
  }
  return parseBody(body, schema);
}

export function parseBody<Body>(body: Buffer, schema: z.ZodType<Body>): Body {
  const parsed = schema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap(fieldProblems);
  const detail = "Correct the fields that errors names";
  throw problem("invalid-request", detail, { errors });
}

const decoder = new TextDecoder("utf-8", { fatal: true });

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(body));
  } catch {
    throw problem("malformed-json", "Send one JSON object in UTF-8");
  }
}

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  const at = issue.path.map((part) => `/${escapePointer(String(part))}`).join("");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: `${at}/${escapePointer(key)}`,
      detail: "Leave this field out: it is not known here",
    }));
  }
  return [{ pointer: at, detail: issue.message }];
}

function escapePointer(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}

const MAX_KEY_CHARACTERS = 255;

/** Also as a quoted string, which is how the draft of the header writes it. */
function keyOf(idempotencyKey: string): string {
  const key = /^"(.*)"$/.exec(idempotencyKey)?.[1] ?? idempotencyKey;
  if (key === "" || key.length > MAX_KEY_CHARACTERS || !/^[\x21-\x7e]+$/.test(key)) {
    const detail = `Use 1 to ${MAX_KEY_CHARACTERS} visible ASCII characters, such as a UUID`;
    throw problem("idempotency-key-missing", detail);
  }
  return key;
}

/** 202 with the event's id, the same for each repetition. */
export async function receiveSigned(visit: SignedVisit, told: Told): Promise<Response> {
  const { key: integration, secret, idempotencyKey } = visit;
  const now = (await businessNow()).getTime();
  const occurredAt = whenItHappened(told.occurredAt, now);
  if (occurredAt === undefined) {
    const detail = `Give a moment of the last ${MAX_LATE_DAYS} days that is not in the future`;
    throw problem("invalid-request", "Correct the fields that errors names", {
      errors: [{ pointer: "/occurredAt", detail }],
    });
  }
  const result = await receiveToldEvent({
    shopId: integration.shopId,
    integrationId: integration.id,
    key: keyOf(idempotencyKey),
    digest: digestOfContent(secret, visit),
    trigger: told.trigger,
    subject: told.subject,
    named: told.member,
    occurredAt,
    now,
  });
  if (result.outcome === "received") return received(result);
  if (result.reason === "key_reused") {
    const detail = "Use another Idempotency-Key for another request, or send the first one again";
    throw problem("idempotency-key-reused", detail);
  }
  const detail = `No way to earn of the program in force names the event "${told.subject}"`;
  throw problem("unknown-event", detail);
}

export function received({ eventId, isRepeated }: { eventId: string; isRepeated: boolean }) {
  const headers = {
    location: `/api/v1/events/${eventId}`,
    ...(isRepeated && { "idempotent-replayed": "true" }),
  };
  return answerJson({ id: eventId, status: "received" }, 202, headers);
}
