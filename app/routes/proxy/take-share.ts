// A member handed their link on. Nobody reads the answer.
import { z } from "zod";
import type { CardAnswer } from "../../../widget/contract/card.ts";
import { recordShare } from "../../usecases/referrals/open-link.ts";
import type { CardVisit } from "./card-door.ts";

export async function takeShare({ shop, memberId, values }: CardVisit): Promise<CardAnswer> {
  const device = z.uuid().safeParse(values["device"]);
  if (memberId !== null) {
    await recordShare({ shopId: shop.id, memberId }, device.success ? device.data : null);
  }
  return { card: null, message: "" };
}
