// A reward of each kind, each for a hundred points, and what a shopper says who asks for it.
import { type Carrier, carrierOf, carriers } from "../../app/core/rewards/carrier.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import type { RewardKind } from "../../app/core/program/reward-terms.ts";

/** What each of them costs. */
export const PRICE = 100n;
/** What each is worth that is an amount, in minor units. */
export const WORTH_MINOR = 500;
/** How long codes work, in days. */
export const VALIDITY_DAYS = 1;
export const COFFEE = "9141";

type RewardInput = ProgramDocumentInput["rewards"][number];
type InputOf<Kind> = Omit<Extract<RewardInput, { kind: Kind }>, "kind" | "id" | "points">;

interface Wished<Kind> {
  readonly terms: InputOf<Kind> & { readonly points?: string };
  /** As the panel shows it and sends it back. */
  readonly asked: object;
}

const amountMinor = String(WORTH_MINOR);
const money = { terms: { amountMinor }, asked: { amountMinor: WORTH_MINOR } };
const code = { validityDays: VALIDITY_DAYS };
/** Long after all that these tests play. */
const LATER = "2099-06-01T18:00";

/** Every kind that there is: a new one fails here until it takes part. */
const wishes: { readonly [Kind in RewardKind]: Wished<Kind> } = {
  amount_off: { terms: { ...code, amountMinor }, asked: { amountMinor: WORTH_MINOR } },
  percentage_off: { terms: { ...code, percent: "10" }, asked: { percent: "10" } },
  points_for_money: {
    terms: { ...code, points: "20", amountPerStepMinor: "100" },
    asked: { amountMinor: WORTH_MINOR, steps: 5 },
  },
  free_shipping: { terms: code, asked: {} },
  free_product: { terms: { ...code, variantIds: [COFFEE] }, asked: {} },
  gift_card: money,
  store_credit: money,
  donation: { terms: { ...money.terms, cause: "The lifeboats" }, asked: money.asked },
  experience: { terms: { place: "The harbour", startsAt: LATER, stock: 10_000 }, asked: {} },
  exclusive_product: { terms: { productIds: ["9140"] }, asked: {} },
  early_access: { terms: { productIds: ["9140"], collectionIds: [], until: LATER }, asked: {} },
};

export const KINDS = Object.keys(wishes) as RewardKind[];

/** The kinds by what carries them to the shopper. */
export const CARRIED = Object.fromEntries(
  carriers.map((carrier) => [carrier, KINDS.filter((kind) => carrierOf(kind) === carrier)]),
) as Record<Carrier, RewardKind[]>;

/** Those that Shopify has a part in. */
export const MADE_IN_SHOPIFY = KINDS.filter((kind) => carrierOf(kind) !== "none");

export const REWARDS: ProgramDocumentInput["rewards"] = KINDS.map((kind) => {
  const common = { id: idOf(kind), kind, points: String(PRICE) };
  return { ...common, ...wishes[kind].terms } as RewardInput;
});

/** Of the reward of a kind, as the program has it. */
export function idOf(kind: RewardKind): string {
  return kind.replaceAll("_", "-");
}

/** What the shopper sends who wants one. */
export function askedFor(kind: RewardKind, requestKey: string): object {
  const asked = { amountMinor: null, ...wishes[kind].asked };
  return { rewardId: idOf(kind), points: Number(PRICE), ...asked, requestKey };
}
