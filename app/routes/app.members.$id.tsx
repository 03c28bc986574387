// One member: balances, tier, the ledger with its reasons, vouchers, how all of it was at a past
// moment, and what is given or counted by hand.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { writable } from "../core/program/fields.ts";
import type { TierTerms } from "../core/program/tier-terms.ts";
import { loadJoinedCampaigns } from "../queries/joined-campaigns.ts";
import { loadMemberAwards } from "../queries/member-awards.ts";
import { loadMemberInvitations } from "../queries/member-invitations.ts";
import { loadMemberLedger } from "../queries/member-ledger.ts";
import { loadMemberLots } from "../queries/member-lots.ts";
import { loadMemberTier, type MemberTier } from "../queries/member-tier.ts";
import { loadMemberUnits } from "../queries/member-units.ts";
import { findHeir, loadMember, loadMemberVouchers } from "../queries/member.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { loadTierHistory } from "../queries/tier-history.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { type AdjustmentProblems, problemOf, readAdjustment } from "../ui/adjustment-values.ts";
import type { AsOfBasis } from "../ui/as-of-card.tsx";
import { MemberPage } from "../ui/member-page.tsx";
import { awardWords } from "../ui/undo-reward.tsx";
import { TierHistoryCard } from "../ui/tier-history-card.tsx";
import { adjustPoints } from "../usecases/adjust-points.ts";
import { Adjustment } from "./admin/adjustment.tsx";
import { loadAsOfView, readMoment } from "./admin/as-of-view.ts";
import {
  answer as answerInvitation,
  invitationAnswerSubmission,
  type InvitationResult,
  invitationSubmission,
  invite,
} from "./admin/change-invitations.ts";
import {
  returnTier,
  setTier,
  type TierAnswer,
  tierReturnSubmission,
  tierSubmission,
} from "./admin/change-member-tier.ts";
import { type AwardAnswer, takeBack, takeBackSubmission } from "./admin/change-award.ts";
import { countUnits, type UnitsAnswer, unitsSubmission } from "./admin/change-units.ts";
import { undo, type UndoAnswer, undoSubmission } from "./admin/change-redemption.ts";
import { CountUnits } from "./admin/count-units.tsx";
import { Invitations } from "./admin/invitations.tsx";
import { readSubmission } from "./admin/read-submission.ts";
import { TierChange } from "./admin/tier-change.tsx";
import { Undo } from "./admin/undo.tsx";

const uuid = z.uuid();

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const memberId = readId(params["id"]);
  const { searchParams } = new URL(request.url);
  const before = searchParams.get("before");
  const now = await businessNow();
  const program = await loadActiveProgram(shop.id, now);
  const terms = program?.document.tiers ?? null;
  const [member, ledger, vouchers, lots, tier, tierHistory, units, joined, awards] =
    await Promise.all([
      loadMember(shop.id, memberId),
      loadMemberLedger(shop.id, memberId, before === null ? null : readId(before)),
      loadMemberVouchers(shop.id, memberId),
      loadMemberLots(shop.id, memberId),
      loadMemberTier(shop, memberId, terms, now),
      loadTierHistory(shop.id, memberId),
      loadMemberUnits(shop, memberId, terms, now),
      loadJoinedCampaigns(shop.id, memberId),
      loadMemberAwards(shop.id, memberId),
    ]);
  if (!member) throw await missing(shop.id, memberId);
  const { currency, timeZone } = shop;
  return {
    member,
    ledger,
    vouchers,
    lots,
    tier,
    tierHistory,
    units,
    joined,
    awards,
    invitations: terms && (await readInvitations(shop, memberId, terms, { tier, now })),
    asOf: await readAsOf(shop, memberId, searchParams),
    wasMerged: searchParams.has("merged"),
    pointsName: program?.document.pointsName ?? { one: "Point", other: "Points" },
    currency,
    timeZone,
    isFirstPage: !before,
  };
}

/** A member whose customer was merged is found in the one that stayed. */
async function missing(shopId: bigint, memberId: string): Promise<Response> {
  const heirId = await findHeir(shopId, memberId);
  return heirId === null
    ? new Response(null, { status: 404 })
    : redirect(`/app/members/${heirId}?merged=1`);
}

function readInvitations(
  shop: { id: bigint; timeZone: string },
  memberId: string,
  terms: TierTerms,
  { tier, now }: { tier: MemberTier | null; now: Date },
) {
  const heldTierId = tier?.held?.id ?? null;
  return loadMemberInvitations(shop, memberId, { terms, heldTierId, now });
}

/** How the member stood at the moment that was asked for; null where none was. */
async function readAsOf(
  shop: { id: bigint; timeZone: string },
  memberId: string,
  asked: URLSearchParams,
) {
  const text = asked.get("at");
  if (text === null || text === "") return null;
  const by: AsOfBasis = asked.get("by") === "occurredAt" ? "occurredAt" : "recordedAt";
  const moment = readMoment(text, shop.timeZone);
  if (moment.outcome === "invalid") return { text: "", by, problem: moment.message, view: null };
  const view = await loadAsOfView(shop.id, memberId, { at: moment.at, by });
  return { text, by, problem: null, view };
}

/** An id that is none cannot name anything of this shop. */
function readId(text: string | undefined): string {
  const id = uuid.safeParse(text);
  if (!id.success) throw new Response(null, { status: 404 });
  return id.data;
}

const adjustmentSubmission = z.strictObject({
  /**
   * One for each time the form is filled in: pressing twice, or sending again, moves the points
   * once.
   */
  requestKey: z.uuid(),
  values: z.strictObject({
    direction: z.enum(["add", "take"]),
    points: z.string().max(100),
    reason: writable.max(1_000),
  }),
});

const submissionSchema = z.union([
  adjustmentSubmission,
  tierSubmission,
  tierReturnSubmission,
  invitationSubmission,
  invitationAnswerSubmission,
  unitsSubmission,
  undoSubmission,
  takeBackSubmission,
]);

export type AdjustmentAnswer =
  | { outcome: "adjusted"; requestKey: string }
  | { outcome: "invalid"; problems: AdjustmentProblems };

export async function action({
  request,
  params,
}: ActionFunctionArgs): Promise<
  AdjustmentAnswer | TierAnswer | InvitationResult | UnitsAnswer | UndoAnswer | AwardAnswer
> {
  const { shop, actor } = await authenticateMerchant(request);
  const memberId = readId(params["id"]);
  const sent = await readSubmission(request, submissionSchema);
  const who = { shopId: shop.id, memberId, actor, now: (await businessNow()).getTime() };
  if (!("intent" in sent)) return adjust(who, sent);
  switch (sent.intent) {
    case "set_tier":
      return setTier(who, sent.values);
    case "return_tier":
      return returnTier(who);
    case "invite":
      return invite(who, sent.values);
    case "answer_invitation":
      return answerInvitation(who, sent);
    case "count_units":
      return countUnits(who, sent);
    case "undo_redemption":
      return undo(who, sent);
    case "take_back_award":
      return takeBack(who, sent);
  }
}

async function adjust(
  who: { shopId: bigint; memberId: string; actor: `merchant:${string}`; now: number },
  { requestKey, values }: z.output<typeof adjustmentSubmission>,
): Promise<AdjustmentAnswer> {
  const read = readAdjustment(values);
  if (read.outcome === "invalid") return { outcome: "invalid", problems: read.problems };
  const { points, reason } = read;
  const adjusted = await adjustPoints({ ...who, requestKey, points, reason });
  if (adjusted.outcome === "adjusted") return { outcome: "adjusted", requestKey };
  if (adjusted.reason === "member_not_found") throw new Response(null, { status: 404 });
  if (adjusted.reason === "request_key_reused") throw new Response(null, { status: 409 });
  return { outcome: "invalid", problems: problemOf(adjusted.reason) };
}

export default function Member() {
  const data = useLoaderData<typeof loader>();
  const [, setSearchParams] = useSearchParams();
  const { member, tier, tierHistory, invitations, units, asOf } = data;
  const { pointsName, currency, timeZone } = data;
  const names = Object.fromEntries(tier?.tiers.map(({ id, name }) => [id, name]) ?? []);
  return (
    <MemberPage
      {...data}
      undo={({ id: redemptionId }) => (
        <Undo
          id={redemptionId}
          submission={(reason) => ({ intent: "undo_redemption", redemptionId, reason })}
          done="Undone"
        />
      )}
      takeBack={({ id: awardId }) => (
        <Undo
          id={awardId}
          submission={(reason) => ({ intent: "take_back_award", awardId, reason })}
          done="Taken back"
          words={awardWords}
        />
      )}
      onShowAsOf={(at, by) =>
        setSearchParams(at === "" ? {} : { at, by }, { preventScrollReset: true })
      }
      tierCard={
        tier &&
        asOf?.view == null && (
          <>
            <TierChange key={`${member.id} ${tier.held?.id}`} {...{ tier, currency, timeZone }} />
            {invitations && <Invitations key={member.id} {...{ invitations, timeZone }} />}
            {units && <CountUnits key={`units of ${member.id}`} view={units} />}
            <TierHistoryCard events={tierHistory} {...{ names, timeZone }} />
          </>
        )
      }
      adjustment={asOf?.view == null && <Adjustment pointsName={pointsName} key={member.id} />}
    />
  );
}
