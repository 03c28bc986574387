// Sends one e-mail at most once. The row in email_send is claimed before the mail server is spoken
// to: when an attempt dies without telling how it ended, the e-mail counts as sent. Better one lost
// than one sent twice. Only where the server certainly took nothing is the claim given back and
// tried again.
import { randomUUID } from "node:crypto";
import type { Addressed, RenderedEmail } from "../../adapters/email/letter.tsx";
import {
  type MailServer,
  mailServer,
  messageIdOf,
  sendMail,
} from "../../adapters/email/send-mail.ts";
import { unsubscribeUrl } from "../../adapters/email/unsubscribe-token.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import type { Instant } from "../../core/calendar/instant.ts";
import { type DeliveryShop, findDeliveryShop } from "../../db/delivery-shop-store.ts";
import {
  type EmailName,
  type Reader,
  claimEmail,
  findReader,
  finishEmail,
  releaseEmail,
} from "../../db/email-store.ts";
import { type PublishedProgram, findPublishedProgram } from "../../db/publication-store.ts";
import { pool } from "../../db/pool.ts";
import type { DeliveryOutcome } from "../delivery.ts";

/** Who writes, to whom, under which program, and when. */
export interface Correspondence {
  readonly shopId: bigint;
  readonly shop: DeliveryShop;
  readonly reader: Reader;
  readonly program: PublishedProgram;
  readonly now: Instant;
}

/** What to write, or why nothing is to be written after all. */
export type Written =
  | { readonly outcome: "skipped"; readonly reason: string }
  | { readonly outcome: "written"; readonly render: (to: Addressed) => Promise<RenderedEmail> };

export interface OneEmail {
  readonly name: EmailName;
  readonly memberId: string;
  readonly write: (correspondence: Correspondence) => Promise<Written>;
}

export function skipped(reason: string): Written {
  return { outcome: "skipped", reason };
}

/**
 * `sent` also where there was nothing to send, or an earlier attempt has. All that may fail is done
 * before the claim: what fails after it counts as sent.
 */
export async function sendOnce({ name, memberId, write }: OneEmail): Promise<DeliveryOutcome> {
  const correspondence = await openCorrespondence(name.shopId, memberId);
  if (correspondence === null) return { outcome: "sent" };
  const { shop, reader } = correspondence;
  const server = mailServer();
  const messageId = server && messageIdOf(server, messageName(name));
  const emailId = randomUUID();
  const to = addressedTo(correspondence, unsubscribeUrl({ ...name, emailId }));
  const unwanted = whyNotWritten(shop, reader);
  const written = unwanted === null ? await write(correspondence) : skipped(unwanted);
  const rendered = written.outcome === "written" ? await written.render(to) : null;
  const claimed = await claimEmail(pool(), { ...name, id: emailId, memberId, messageId });
  if (claimed.outcome === "exists") {
    if (claimed.status === "queued") await finish(name, "sent", "outcome_unknown");
    return { outcome: "sent" };
  }
  if (rendered === null || server === null || messageId === null) {
    await finish(name, "skipped", "reason" in written ? written.reason : "no_mail_server");
    return { outcome: "sent" };
  }
  return send(server, { name, messageId, to, rendered, shop, reader });
}

/** Nothing where the shop, its program or the member is gone without a trace. */
async function openCorrespondence(
  shopId: bigint,
  memberId: string,
): Promise<Correspondence | null> {
  const now = (await businessNow()).getTime();
  const [shop, reader, program] = await Promise.all([
    findDeliveryShop(pool(), shopId),
    findReader(pool(), shopId, memberId),
    findPublishedProgram(pool(), shopId, now),
  ]);
  return shop && reader && program ? { shopId, shop, reader, program, now } : null;
}

/** Stable, and of characters that a message id may have. */
function messageName({ shopId, kind, subjectId }: EmailName): string {
  return `${kind.replaceAll("_", "-")}.${shopId}.${subjectId.replaceAll("/", ".")}`;
}

function whyNotWritten(shop: DeliveryShop, reader: Reader): string | null {
  if (!shop.installed) return "shop_uninstalled";
  if (reader.gone) return "member_gone";
  if (reader.optedOut) return "opted_out";
  if (reader.email === null || reader.email === "") return "no_address";
  return null;
}

function addressedTo({ shop, reader, program }: Correspondence, link: string): Addressed {
  return {
    locales: [reader.locale, shop.locale],
    shopName: shop.name ?? shop.domain,
    shopUrl: `https://${shop.domain}/`,
    firstName: reader.firstName,
    availablePoints: reader.available,
    pointsName: program.document.pointsName,
    unsubscribeUrl: link,
  };
}

interface Sending {
  readonly name: EmailName;
  readonly messageId: string;
  readonly to: Addressed;
  readonly rendered: RenderedEmail;
  readonly shop: DeliveryShop;
  readonly reader: Reader;
}

async function send(server: MailServer, sending: Sending): Promise<DeliveryOutcome> {
  const { name, messageId, to, rendered, shop, reader } = sending;
  const result = await sendMail(server, {
    ...rendered,
    messageId,
    to: reader.email ?? "",
    fromName: to.shopName,
    replyTo: shop.contactEmail,
    unsubscribeUrl: to.unsubscribeUrl,
  });
  switch (result.outcome) {
    case "sent":
      await finish(name, "sent", null);
      return { outcome: "sent" };
    case "refused":
      await finish(name, "skipped", `refused ${result.reason}`);
      return { outcome: "sent" };
    case "unknown":
      await finish(name, "sent", "outcome_unknown");
      return { outcome: "sent" };
    case "unavailable":
      await releaseEmail(pool(), name);
      return { outcome: "retry", reason: `mail server ${result.reason}` };
  }
}

async function finish(
  name: EmailName,
  status: "sent" | "skipped",
  reason: string | null,
): Promise<void> {
  await finishEmail(pool(), name, { status, reason });
}
