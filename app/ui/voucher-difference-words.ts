// What is wrong with a voucher, why it matters, and what can be done about it, in words of the
// merchant.
import type { Carrier } from "../core/rewards/carrier.ts";
import type {
  DifferenceDetails,
  DifferenceKind,
  Remedy,
} from "../core/rewards/compare-vouchers.ts";
import { formatDateTime, formatMinor, plural } from "./format.ts";

export interface WordedDifference {
  kind: DifferenceKind;
  details: DifferenceDetails;
  voucher: { carrier: Carrier } | null;
}

interface Shop {
  currency: string;
  timeZone: string;
}

export const differenceTitles: Record<DifferenceKind, string> = {
  voucher_missing: "Not in Shopify",
  voucher_without_points: "Works without points",
  switched_off: "Switched off in Shopify",
  card_deactivated: "Deactivated in Shopify",
  value_differs: "Worth something else",
  ends_differs: "Ends at another time",
  limited_to_other_customer: "Not for this member alone",
  works_more_than_once: "Works more than once",
  used_unknown: "Used by an unknown order",
  points_differ: "Points do not add up",
};

/** Why it is a difference. */
export function reasonOf({ kind, details, voucher }: WordedDifference, shop: Shop): string {
  switch (kind) {
    case "voucher_missing":
      return voucher?.carrier === "discount"
        ? "The member holds this voucher and paid for it, but the store has no discount " +
            "with its code any more."
        : "The member paid for this, but the store does not have it any more.";
    case "voucher_without_points":
      return reasonWithoutPoints(details);
    case "switched_off":
      return `The member holds this voucher, but its discount ${endedAt(details, shop)}.`;
    case "card_deactivated":
      return (
        "Somebody deactivated this gift card in Shopify, so the member cannot spend " +
        "what is left of it."
      );
    case "value_differs":
      return (
        `The member paid for ${worth(details, "here", shop)}. In Shopify it takes ` +
        `off ${worth(details, "there", shop)}.`
      );
    case "ends_differs":
      return (
        `The member was told that it works until ${moment(details["here"], shop)}. ` +
        `In Shopify it works until ${moment(details["there"], shop)}.`
      );
    case "limited_to_other_customer":
      return reasonOfCustomers(details);
    case "works_more_than_once":
      return details["there"] == null
        ? "In Shopify its code works again and again. The member paid for one use."
        : `In Shopify its code works ${details["there"]} times. The member paid for one use.`;
    case "used_unknown":
      return "Shopify has counted a use of its code, but the app has seen no order with it.";
    case "points_differ":
      return (
        `The entries of its redemption come to ${details["there"]} ` +
        `instead of ${details["here"]}. ` +
        "Nothing in the app does that."
      );
  }
}

function reasonWithoutPoints(details: DifferenceDetails): string {
  switch (details["cause"] ?? "unknown") {
    case "copy":
      return (
        `The code ${details["code"] ?? ""} works in Shopify as a copy of the voucher ` +
        `${details["copyOf"] ?? ""}. Nobody paid points for it.`
      );
    case "used":
      return "An order has used this voucher, but its code still works in Shopify.";
    case "returned":
      return "Its points went back to the member, but its code works in Shopify.";
    case "refused":
      return "Shopify refused this voucher and its points went back, but its code works.";
    default:
      return (
        `The code ${details["code"] ?? ""} is marked as a voucher of this program, ` +
        "but the app knows of none."
      );
  }
}

function reasonOfCustomers(details: DifferenceDetails): string {
  if (details["there"] == null) {
    return "In Shopify everybody may use its code. It was made for one member.";
  }
  return details["member"] === "included"
    ? `In Shopify ${details["there"]} customers may use its code. It was made for one member.`
    : "In Shopify its code is for other customers, so the member who paid for it cannot use it.";
}

function endedAt(details: DifferenceDetails, shop: Shop): string {
  const there = details["there"];
  return there == null ? "does not work there" : `ended there on ${moment(there, shop)}`;
}

function worth(details: DifferenceDetails, side: "here" | "there", shop: Shop): string {
  const value = details[side] ?? null;
  switch (details[`${side}Kind`] ?? "other") {
    case "amount":
      return value === null ? "an amount" : formatMinor(Number(value), shop.currency);
    case "percentage":
      return `${value}%`;
    case "free_shipping":
      return "the shipping";
    default:
      return "something that the app does not know";
  }
}

function moment(text: string | null | undefined, { timeZone }: Shop): string {
  return text == null
    ? "somebody switches it off"
    : formatDateTime(new Date(Number(text)), timeZone);
}

/** What the merchant can do where the app can do nothing. */
export function adviceOf({ kind, voucher }: WordedDifference): string | null {
  if (kind === "points_differ") {
    return "Run ledger:verify, correct the points on the member’s page, and keep a note here.";
  }
  if (kind === "used_unknown" || kind === "voucher_without_points") return null;
  if (voucher === null || voucher.carrier === "discount") return null;
  return (
    "A gift card or store credit is money once it is given, so the app takes nothing " +
    "back. Put it right in Shopify, or keep a note here."
  );
}

export interface RemedyWords {
  label: string;
  /** What happens when it is confirmed. */
  promise: string;
  confirm: string;
}

const giftRemedy: RemedyWords = {
  label: "Switch the gift off…",
  promise: "The code is switched off, and the member no longer has the gift. No points move.",
  confirm: "Switch the gift off",
};

/** `points`: what the voucher cost; none where it was a gift. */
export function remedyInWords(remedy: Remedy, points: number): RemedyWords {
  if (remedy === "return_points" && points === 0) return giftRemedy;
  switch (remedy) {
    case "make_anew":
      return {
        label: "Make it anew…",
        promise:
          "Shopify’s discount is replaced by one as the member was promised it, " +
          "under the same code. A code that was used meanwhile is left as it is.",
        confirm: "Make it anew",
      };
    case "return_points":
      return {
        label: "Give the points back…",
        promise:
          "The code is switched off. Once Shopify has counted no use of it, " +
          `${plural(points, "point goes", "points go")} ` +
          "back to the member, who reads that your staff cancelled the voucher.",
        confirm: "Give the points back",
      };
    case "switch_off":
      return {
        label: "Switch the code off…",
        promise: "The code stops working in Shopify. No points move.",
        confirm: "Switch the code off",
      };
    case "read_order":
      return {
        label: "Look for its order…",
        promise:
          "Shopify is asked for orders with this code, and they are read again. " +
          "The voucher is then used, and the order earns what it should.",
        confirm: "Look for its order",
      };
  }
}
