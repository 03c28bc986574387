// The program as the form holds it: text as it is typed. Turned into a document, or into problems
// beside the fields.
import { knownMinorDigits } from "../core/money/currency.ts";
import { formatAmount, parseAmount } from "../core/money/money.ts";
import { rational } from "../core/points/rational.ts";
import {
  parseProgramDocument,
  type ProgramDocument,
  type ProgramDocumentInput,
} from "../core/program/document.ts";

export interface ProgramValues {
  pointsNameOne: string;
  pointsNameOther: string;
  pointsPerUnit: string;
  taxIncluded: boolean;
  shippingIncluded: boolean;
  giftCardsIncluded: boolean;
  minimumOrder: string;
  perOrderCap: string;
  rewardAmount: string;
  rewardPoints: string;
  rewardMinimum: string;
  rewardValidityDays: string;
  combinesOrder: boolean;
  combinesProduct: boolean;
  combinesShipping: boolean;
  shortfallPolicy: string;
  orderEarnedEmail: boolean;
}

export type ProgramField = keyof ProgramValues;
/** Beside the fields; `other` for what the form does not show. */
export type ProgramProblems = Partial<Record<ProgramField | "other", string>>;

export type ReadProgramValues =
  | { outcome: "valid"; document: ProgramDocument }
  | { outcome: "invalid"; problems: ProgramProblems };

const DEFAULT_REWARD_ID = "amount-off";

export function valuesFromDocument(document: ProgramDocument, currency: string): ProgramValues {
  const { pointsName, earning, emails, shortfallPolicy } = document;
  const reward = document.rewards[0];
  const amount = (minor: bigint) => (minor === 0n ? "" : formatAmount(rational(minor), currency));
  return {
    pointsNameOne: pointsName.one,
    pointsNameOther: pointsName.other,
    pointsPerUnit: earning.pointsPerUnit,
    taxIncluded: earning.taxIncluded,
    shippingIncluded: earning.shippingIncluded,
    giftCardsIncluded: earning.giftCardsIncluded,
    minimumOrder: amount(earning.minimumOrderMinor),
    perOrderCap: earning.perOrderCap?.toString() ?? "",
    rewardAmount: amount(reward?.amountMinor ?? 0n),
    rewardPoints: reward?.points.toString() ?? "",
    rewardMinimum: amount(reward?.minimumSubtotalMinor ?? 0n),
    rewardValidityDays: reward?.validityDays.toString() ?? "",
    combinesOrder: reward?.combinesWith.order ?? false,
    combinesProduct: reward?.combinesWith.product ?? false,
    combinesShipping: reward?.combinesWith.shipping ?? true,
    shortfallPolicy,
    orderEarnedEmail: emails.orderEarned,
  };
}

/** `base` gives what the form does not show: it stays as it is. */
export function readProgramValues(
  values: ProgramValues,
  currency: string,
  base?: ProgramDocument,
): ReadProgramValues {
  const problems: ProgramProblems = {};
  const amount = (field: "minimumOrder" | "rewardAmount" | "rewardMinimum"): string => {
    const minor = readAmount(values[field], currency);
    if (minor === null) problems[field] = amountProblem(currency);
    return minor ?? "1";
  };
  const days = readDays(values.rewardValidityDays);
  if (days === null) problems.rewardValidityDays = "Enter whole days";
  const input: ProgramDocumentInput = {
    ...base,
    pointsName: { one: values.pointsNameOne, other: values.pointsNameOther },
    earning: {
      ...base?.earning,
      pointsPerUnit: values.pointsPerUnit.trim(),
      taxIncluded: values.taxIncluded,
      shippingIncluded: values.shippingIncluded,
      giftCardsIncluded: values.giftCardsIncluded,
      minimumOrderMinor: amount("minimumOrder"),
      perOrderCap: values.perOrderCap.trim() === "" ? null : values.perOrderCap.trim(),
    },
    rewards: [
      {
        id: base?.rewards[0]?.id ?? DEFAULT_REWARD_ID,
        kind: "amount_off",
        amountMinor: amount("rewardAmount"),
        points: values.rewardPoints.trim(),
        minimumSubtotalMinor: amount("rewardMinimum"),
        validityDays: days ?? 1,
        combinesWith: {
          order: values.combinesOrder,
          product: values.combinesProduct,
          shipping: values.combinesShipping,
        },
      },
    ],
    shortfallPolicy: values.shortfallPolicy as ProgramDocument["shortfallPolicy"],
    emails: { ...base?.emails, orderEarned: values.orderEarnedEmail },
  };
  const parsed = parseProgramDocument(input, { currency });
  if (parsed.outcome === "invalid") {
    for (const { path, message } of parsed.problems) {
      problems[fieldsByPath[path] ?? "other"] ??= message;
    }
  }
  return parsed.outcome === "valid" && Object.keys(problems).length === 0
    ? parsed
    : { outcome: "invalid", problems };
}

const fieldsByPath: Record<string, ProgramField> = {
  "pointsName.one": "pointsNameOne",
  "pointsName.other": "pointsNameOther",
  "earning.pointsPerUnit": "pointsPerUnit",
  "earning.minimumOrderMinor": "minimumOrder",
  "earning.perOrderCap": "perOrderCap",
  "rewards.0.amountMinor": "rewardAmount",
  "rewards.0.points": "rewardPoints",
  "rewards.0.minimumSubtotalMinor": "rewardMinimum",
  "rewards.0.validityDays": "rewardValidityDays",
  shortfallPolicy: "shortfallPolicy",
};

/**
 * Minor units as decimal text; an empty field is zero. Null for text that is no amount of this
 * currency.
 */
function readAmount(text: string, currency: string): string | null {
  const trimmed = text.trim();
  if (trimmed === "") return "0";
  const minor = parseAmount(trimmed, currency);
  return minor && minor.d === 1n && minor.n >= 0n ? minor.n.toString() : null;
}

function readDays(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text.trim()) : null;
}

function amountProblem(currency: string): string {
  const digits = knownMinorDigits(currency);
  return `Enter an amount such as ${digits === 0 ? "5" : `5.${"0".repeat(digits)}`}`;
}
