// What a helper's link opens now.
import { readCheckInLink } from "../../adapters/links/check-in-link.ts";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { type OpenedDesk, openDesk } from "../../queries/check-in-desk.ts";

export async function openDoor(token: string | undefined): Promise<OpenedDesk> {
  const link = readCheckInLink(token ?? "");
  if (link === null) return { outcome: "closed", reason: "unknown" };
  return openDesk(link, (await businessNow()).getTime());
}
