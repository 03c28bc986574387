// What happened to the member's points, each entry with its reason as a sentence.
import type { Explanation } from "../../../widget/contract/explanation.ts";
import type { HistoryAnswer, HistoryKind } from "../../../widget/contract/history.ts";
import type { PointsName } from "../../../widget/contract/money.ts";
import { explain } from "../../../widget/words/explain.ts";
import { type ChosenTexts, chooseTexts } from "../../adapters/email/choose-texts.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import type { TimeZone } from "../../core/calendar/time-zone.ts";
import type { HistoryPage } from "../../queries/history.ts";
import { toWholeNumber } from "../../queries/whole-number.ts";
import type { Locales } from "./condition-sentences.ts";
import { type OwnTexts, panelReasons, panelWording } from "./panel-words.ts";
import { nameInWords } from "./reward-details.ts";

export function historyAnswer(
  page: HistoryPage,
  { timeZone, locales }: { readonly timeZone: TimeZone; readonly locales: Locales },
  pointsName: PointsName,
  texts: OwnTexts = [],
): HistoryAnswer {
  const wording = panelWording(locales, pointsName, texts);
  const reasons = panelReasons(wording.lang, texts);
  const chosen = chooseTexts(locales);
  return {
    entries: page.entries.map((entry) => ({
      id: entry.id,
      kind: historyKinds[entry.kind] ?? "adjustment",
      points: toWholeNumber(entry.points),
      occurredAt: entry.occurredAt.toISOString(),
      occurredOn: localDateOf(entry.occurredAt.getTime(), timeZone),
      ...(entry.releasesAt && { comesOn: localDateOf(entry.releasesAt.getTime(), timeZone) }),
      ...(entry.isWaiting && { isWaiting: true }),
      ...(entry.endsAt &&
        entry.points > 0n && { endsOn: localDateOf(entry.endsAt.getTime() - 1, timeZone) }),
      why: explain(wording, reasons, named(entry.explanation as Explanation, chosen)),
    })),
    nextCursor: page.nextCursor,
  };
}

/** What the panel has no words for is told by its name. */
function named({ key, params }: Explanation, chosen: ChosenTexts): Explanation {
  if (params["kind"] === undefined) return { key, params };
  const name = nameInWords(params, chosen);
  return { key, params: name === null ? params : { ...params, name } };
}

const historyKinds: Readonly<Record<string, HistoryKind>> = {
  accrual: "accrual",
  clawback: "clawback",
  shortfall_repaid: "shortfall",
  shortfall_forgiven: "shortfall",
  redemption_reserved: "redemption",
  redemption_voided: "return",
  voucher_returned: "return",
  voucher_used_late: "redemption",
  voucher_points_returned: "return",
  adjustment: "adjustment",
  release: "release",
  expiry: "expiry",
  expiry_reversed: "expiry",
  transfer_out: "transfer",
  transfer_in: "transfer",
  tier_entry: "tier",
  award: "accrual",
  award_taken_back: "clawback",
};
