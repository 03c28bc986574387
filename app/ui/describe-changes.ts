// What a changed program means for members, in sentences, before it is saved.
import { formatMoney, formatNumber, type PointsName, pointsWord } from "./format.ts";
import type { ProgramValues } from "./program-values.ts";

/** Compares two valid sets of values. Empty when nothing changes. */
export function describeChanges(
  before: ProgramValues,
  after: ProgramValues,
  currency: string,
): string[] {
  const name = { one: after.pointsNameOne.trim(), other: after.pointsNameOther.trim() };
  return [
    ...nameChanges(before, name),
    ...earningChanges(before, after, currency, name),
    ...rewardChanges(before, after, currency, name),
    ...otherChanges(before, after),
  ];
}

function nameChanges(before: ProgramValues, name: PointsName): string[] {
  return before.pointsNameOne === name.one && before.pointsNameOther === name.other
    ? []
    : [`Members read “${name.one}” and “${name.other}”.`];
}

function earningChanges(
  before: ProgramValues,
  after: ProgramValues,
  currency: string,
  name: PointsName,
): string[] {
  const changes: string[] = [];
  const unit = formatMoney("1", currency);
  if (before.pointsPerUnit !== after.pointsPerUnit) {
    const word = pointsWord(Number(after.pointsPerUnit), name);
    changes.push(
      `Orders earn ${after.pointsPerUnit} ${word} per ${unit} instead of ${before.pointsPerUnit}.`,
    );
  }
  const parts = [
    ["Tax", before.taxIncluded, after.taxIncluded],
    ["Shipping", before.shippingIncluded, after.shippingIncluded],
    ["Buying a gift card", before.giftCardsIncluded, after.giftCardsIncluded],
  ] as const;
  for (const [part, was, is] of parts) {
    if (was !== is) changes.push(`${part} ${is ? "now earns" : "no longer earns"}.`);
  }
  if (before.minimumOrder !== after.minimumOrder) {
    changes.push(
      isNothing(after.minimumOrder)
        ? "Orders of any amount earn."
        : `Orders earn from ${formatMoney(after.minimumOrder, currency)} on.`,
    );
  }
  if (before.perOrderCap !== after.perOrderCap) {
    changes.push(
      after.perOrderCap === ""
        ? "One order can earn any number."
        : `One order earns at most ${formatNumber(Number(after.perOrderCap))}.`,
    );
  }
  return changes;
}

function rewardChanges(
  before: ProgramValues,
  after: ProgramValues,
  currency: string,
  name: PointsName,
): string[] {
  const changes: string[] = [];
  if (before.rewardPoints !== after.rewardPoints || before.rewardAmount !== after.rewardAmount) {
    const points = Number(after.rewardPoints);
    const cost = `${formatNumber(points)} ${pointsWord(points, name)}`;
    changes.push(`${cost} turn into ${formatMoney(after.rewardAmount, currency)} off.`);
  }
  if (before.rewardMinimum !== after.rewardMinimum) {
    changes.push(
      isNothing(after.rewardMinimum)
        ? "New vouchers work on orders of any amount."
        : `New vouchers ask for an order of at least ${formatMoney(after.rewardMinimum, currency)}.`,
    );
  }
  if (before.rewardValidityDays !== after.rewardValidityDays) {
    changes.push(`New vouchers work for ${formatNumber(Number(after.rewardValidityDays))} days.`);
  }
  const combinations = ["combinesOrder", "combinesProduct", "combinesShipping"] as const;
  if (combinations.some((field) => before[field] !== after[field])) {
    changes.push(`New vouchers combine with ${combinationWords(after)}.`);
  }
  return changes;
}

function otherChanges(before: ProgramValues, after: ProgramValues): string[] {
  const changes: string[] = [];
  if (before.shortfallPolicy !== after.shortfallPolicy) {
    changes.push(
      after.shortfallPolicy === "repay"
        ? "What members owe after a refund is repaid by what they earn next."
        : "What members owe after a refund is forgiven once the voucher is used.",
    );
  }
  if (before.orderEarnedEmail !== after.orderEarnedEmail) {
    changes.push(
      after.orderEarnedEmail
        ? "Members get an e-mail about what an order earned."
        : "Members no longer get an e-mail about what an order earned.",
    );
  }
  return changes;
}

function combinationWords(values: ProgramValues): string {
  const others = [
    values.combinesOrder && "order discounts",
    values.combinesProduct && "product discounts",
    values.combinesShipping && "shipping discounts",
  ].filter((words) => words !== false);
  return others.length === 0
    ? "no other discount"
    : new Intl.ListFormat("en", { type: "conjunction" }).format(others);
}

function isNothing(amount: string): boolean {
  return amount.trim() === "" || Number(amount) === 0;
}
