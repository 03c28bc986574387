// Rewards as they are offered at the till: one line for each choice, none of which needs a slider.
import type { RewardView } from "../../../widget/contract/panel.ts";
import type { TillCode, TillOffer } from "../../../widget/contract/till.ts";
import type { VoucherView } from "../../../widget/contract/voucher.ts";
import type { Wording } from "../../../widget/words/wording.ts";

/** What becomes a code that a cart in a shop has a use for: nothing is shipped there. */
const KINDS: ReadonlySet<string> = new Set([
  "amount_off",
  "percentage_off",
  "points_for_money",
  "free_product",
]);

/** More sizes of one reward are a list that nobody reads at the till. */
export const MAX_SIZES = 5;

interface Reader {
  /** Points that the member can spend. */
  readonly available: number;
  readonly wording: Wording;
}

export function tillOffers(reward: RewardView, reader: Reader): TillOffer[] {
  if (!KINDS.has(reward.kind)) return [];
  const { id: rewardId, points, percent, slider, variants } = reward;
  const amountMinor = reward.amount?.amountMinor ?? null;
  const wish = { rewardId, points, amountMinor, percent };
  const offer = (part: Partial<TillOffer["wish"]>, title: string): TillOffer =>
    offered(reward, { ...wish, ...part }, title, reader);
  if (slider !== undefined) {
    return sizes(slider, reader.available).map((steps) => {
      const amount = { ...slider.amount, amountMinor: slider.amount.amountMinor * steps };
      const size = { steps, points: slider.points * steps, amountMinor: amount.amountMinor };
      const worth = reader.wording.reward({ kind: "amount_off", amount });
      return offer(size, reward.name === null ? worth : `${reward.name}: ${worth}`);
    });
  }
  if (variants !== undefined) {
    return variants.map(({ id: variantId, name }) => offer({ variantId }, name));
  }
  return [offer({}, reader.wording.reward(reward))];
}

function offered(
  { description, details, usual, minimum, barred }: RewardView,
  wish: TillOffer["wish"],
  title: string,
  { available, wording }: Reader,
): TillOffer {
  const least = minimum && wording.t("minimum", { amount: wording.money(minimum) });
  const missing = wish.points - available;
  const tooFew = wording.t("to_go", { points: wording.points(missing) });
  return {
    wish,
    title,
    cost: wording.points(wish.points),
    details: [description, least, details, usual].filter(Boolean).join(" · "),
    barred: barred ?? (missing > 0 ? tooFew : null),
  };
}

/** The least, as many as the points allow, and steps of the same length between them. */
function sizes({ least, most, points }: NonNullable<RewardView["slider"]>, available: number) {
  const affordable = Math.min(most, Number(BigInt(available) / BigInt(points)));
  const span = affordable - least;
  if (span <= 0) return [least];
  const gaps = Math.min(MAX_SIZES - 1, span);
  return Array.from({ length: gaps + 1 }, (_, place) =>
    Number(BigInt(least) + (BigInt(span) * BigInt(place)) / BigInt(gaps)),
  );
}

/** Those that work, and a cart has a use for. */
export function tillCodes(vouchers: readonly VoucherView[], wording: Wording): TillCode[] {
  return vouchers.flatMap((voucher) => {
    const { id: voucherId, code, state, kind, lastDay, cancellable, points } = voucher;
    if (state !== "issued" || code === null || !KINDS.has(kind)) return [];
    return [{ voucherId, code, title: titleOf(voucher, wording), lastDay, cancellable, points }];
  });
}

/** What was chosen of points for money is an amount like any other. */
function titleOf({ kind, name, amount, percent }: VoucherView, wording: Wording): string {
  const chosen = kind === "points_for_money" ? "amount_off" : kind;
  return wording.reward({ kind: chosen, name, amount, percent });
}
