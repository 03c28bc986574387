// A code at the door becomes an answer, whoever stands there.
import { readCheckIn } from "../../adapters/links/check-in-code.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { z } from "zod";
import { type DeskAnswer } from "../../ui/check-in-words.ts";
import { formatDateTime } from "../../ui/format.ts";
import { guestName } from "../../ui/guest-name.ts";
import { checkIn } from "../../usecases/events/check-in.ts";

export const codeSubmission = z.strictObject({ text: z.string().max(1_000) });

export interface Door {
  readonly shopId: bigint;
  readonly timeZone: string;
  readonly eventId: string;
  /** The helper's link; null in the admin. */
  readonly linkId: string | null;
}

export async function takeCode(door: Door, text: string): Promise<DeskAnswer> {
  const read = readCheckIn(door.shopId, text);
  if (read.outcome === "refused") return read;
  const { code, how } = read;
  const now = (await businessNow()).getTime();
  const result = await checkIn({ ...door, code, how, now });
  switch (result.outcome) {
    case "checked_in": {
      const { guest, attended, capacity } = result;
      const points = Number(result.points);
      return { outcome: "checked_in", name: guestName(guest), points, attended, capacity };
    }
    case "repeated": {
      const at = formatDateTime(new Date(result.checkedInAt), door.timeZone);
      return { outcome: "repeated", name: guestName(result.guest), at };
    }
    case "refused":
      return result;
  }
}
