// POST /proxy/referral/shared: a member handed their link on. Nobody reads the answer.
import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { recordShare } from "../usecases/referrals/open-link.ts";
import { throughCardDoor } from "./proxy/card-door.ts";

export function action({ request }: ActionFunctionArgs): Promise<Response> {
  return throughCardDoor(request, async ({ shop, memberId, values }) => {
    const device = z.uuid().safeParse(values["device"]);
    if (memberId !== null) {
      await recordShare({ shopId: shop.id, memberId }, device.success ? device.data : null);
    }
    return { card: null, message: "" };
  });
}
