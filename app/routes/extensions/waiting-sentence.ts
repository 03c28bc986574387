// When the points of an order can be spent, where they cannot be yet: on the page after checkout
// and on the order's own, as the panel tells it.
import {
  type PointsName,
  formatDay,
  formatDays,
  formatPoints,
} from "../../adapters/email/format.ts";
import type { OrderPoints } from "../../queries/order-points.ts";
import type { Voice } from "../proxy/voice.ts";

/** Of points that wait. What nobody knows any more comes some day. */
export function waitingSentence(
  { points: all, waiting, coming }: OrderPoints,
  { locale, say }: Voice,
  name: PointsName,
): string {
  const isAll = waiting === all;
  const points = formatPoints(waiting, name, locale);
  if (coming === null) return isAll ? say("account_all_wait") : say("account_waits", { points });
  const day = coming.on === null ? null : formatDay(coming.on, locale);
  // Without days the sentence closes up.
  const days = coming.days === 0 ? "" : `${formatDays(coming.days, locale)} `;
  switch (coming.after) {
    case "date":
      return isAll
        ? say("account_all_wait_until", { day })
        : say("account_waits_until", { points, day });
    case "shipping":
      return isAll
        ? say("account_all_wait_shipping", { days })
        : say("account_waits_shipping", { points, days });
    case "delivery":
      return isAll
        ? say("account_all_wait_delivery", { days, day })
        : say("account_waits_delivery", { points, days, day });
  }
}
