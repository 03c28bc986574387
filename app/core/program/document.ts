// The program document: everything a merchant decides, as one JSON value with defaults. Immutable
// once active.
import { z } from "zod";
import type { TimeZone } from "../calendar/time-zone.ts";
import { activityNotice } from "./activity-notice-terms.ts";
import { birthday } from "./birthday-terms.ts";
import { campaign } from "./campaign-terms.ts";
import { checkDocument } from "./check-document.ts";
import { codePrefix, DEFAULT_CODE_PREFIX } from "./code-prefix.ts";
import type { DocumentProblem } from "./document-problem.ts";
import { earning } from "./earning-terms.ts";
import { fittingWarnings } from "./expiry-problems.ts";
import { expiry, pending } from "./expiry-terms.ts";
import { list, pointsLimit, writable } from "./fields.ts";
import { ownTexts } from "./own-text-terms.ts";
import { problemSentence } from "./problem-sentences.ts";
import { referral } from "./referral-terms.ts";
import { rewardCampaign } from "./reward-campaign-terms.ts";
import { MAX_REWARDS, reward } from "./reward-terms.ts";
import { survey } from "./survey-terms.ts";
import { tiers } from "./tier-terms.ts";
import { waysToEarn } from "./ways-to-earn-terms.ts";
import { unknownSettings } from "./unknown-settings.ts";
import { upgradeDocument } from "./upgrades.ts";

/** The number stored beside each document; older ones are read through explicit upgrades. */
export const PROGRAM_SCHEMA_VERSION = 3;

/** As JSON: every process keeps many versions in memory. */
const MAX_DOCUMENT_CHARACTERS = 500_000;

const pointsName = z
  .object({
    one: writable
      .trim()
      .min(1, "Enter the name of one point")
      .max(30, "Use at most 30 characters")
      .describe("The name of one point"),
    other: writable
      .trim()
      .min(1, "Enter the name of several points")
      .max(30, "Use at most 30 characters")
      .describe("The name of several points"),
  })
  .describe("What a point is called, for example Star and Stars");

export const programDocumentSchema = z
  .object({
    pointsName: pointsName.default({ one: "Point", other: "Points" }),
    earning: earning.prefault({}),
    rounding: z
      .enum(["floor", "half_up", "ceiling"])
      .default("floor")
      .describe("What becomes of fractions of a point, once per order"),
    campaigns: list(campaign).describe("More points for a while"),
    pending: pending.prefault({ kind: "none" }),
    expiry: expiry.prefault({}),
    tiers: tiers.nullable().default(null).describe("Tiers of members; null for none"),
    rewards: z
      .array(reward)
      .max(MAX_REWARDS, `Use at most ${MAX_REWARDS} rewards`)
      .describe("What points can be turned into; none while rewards are being prepared"),
    birthday: birthday
      .nullable()
      .default(null)
      .describe("A gift for the member's birthday; null for none, and nobody is asked"),
    referral: referral.nullable().default(null).describe("Members bring friends; null for not"),
    rewardCampaigns: list(rewardCampaign).describe("Lower prices of rewards for a while"),
    waysToEarn: waysToEarn.describe("What earns points beside orders"),
    actionPointsPerYear: pointsLimit.describe(
      "The most points that all ways to earn give one member in a year",
    ),
    survey: survey
      .nullable()
      .default(null)
      .describe("Asking members one question; null for not asking"),
    activityNotice: activityNotice
      .nullable()
      .default(null)
      .describe("Telling visitors what members did, in figures; null for not telling"),
    codePrefix: codePrefix
      .default(DEFAULT_CODE_PREFIX)
      .describe("What the codes of new vouchers and gift cards begin with"),
    shortfallPolicy: z
      .enum(["repay", "forgive", "pending_only"])
      .default("repay")
      .describe(
        "Spent points that a refund takes back: repaid, forgiven when the voucher is used, or " +
          "nothing but what is still pending is taken at all",
      ),
    returnSpentPoints: z
      .enum(["never", "on_full_refund", "on_full_refund_without_shipping"])
      .default("never")
      .describe(
        "Whether the points of a used voucher come back when its order is refunded in full, or in full but for shipping",
      ),
    storeCreditRefunds: z
      .enum(["taken_back", "kept"])
      .default("taken_back")
      .describe("Whether points go back for what is refunded as store credit"),
    emails: z
      .object({
        orderEarned: z.boolean().default(true).describe("Tell members what an order earned"),
        expiryWarning: z.boolean().default(true).describe("Tell members before points end"),
        tierChanged: z.boolean().default(true).describe("Tell members of a new tier"),
        tierNotice: z.boolean().default(true).describe("Tell members before a tier ends"),
        tierInvitation: z
          .boolean()
          .default(true)
          .describe("Tell members who are invited to a tier"),
        rewardIssued: z
          .boolean()
          .default(true)
          .describe("Tell members of rewards that issued themselves"),
        birthday: z.boolean().default(true).describe("Tell members of their birthday gift"),
        pointsReturned: z
          .boolean()
          .default(true)
          .describe("Tell members of points that came back without their doing"),
      })
      .prefault({})
      .describe("Which e-mails members get"),
    texts: ownTexts,
  })
  .describe("A loyalty program");

/** A program as core reads it: whole numbers are bigint, defaults are filled in. */
export type ProgramDocument = z.output<typeof programDocumentSchema>;
/**
 * A program as it is typed or stored: whole numbers may be text, what has a default may be left
 * out.
 */
export type ProgramDocumentInput = z.input<typeof programDocumentSchema>;

/** A document with the identity under which it was saved. */
export interface ProgramVersion {
  readonly id: string;
  readonly number: number;
  readonly document: ProgramDocument;
}

export type ParsedDocument =
  | { readonly outcome: "valid"; readonly document: ProgramDocument }
  | { readonly outcome: "invalid"; readonly problems: readonly DocumentProblem[] };

/** What a document is checked against besides itself. */
export interface ProgramShop {
  /** The shop's currency, in which the document counts amounts. */
  readonly currency: string;
  /** The zone of its calendar; missing where it is not known. */
  readonly timeZone?: TimeZone;
}

/**
 * Reads a document from outside: a form, a file, the API. Every problem is named beside its field,
 * with a sentence; a setting that no program has is one. Whether the parts work together is looked
 * at once each part alone is valid; whether limits suit amounts, only where the shop is given.
 */
export function parseProgramDocument(input: unknown, shop?: ProgramShop): ParsedDocument {
  const unknown = unknownSettings(programDocumentSchema, input);
  const result = programDocumentSchema.safeParse(input, { error: problemSentence });
  if (!result.success || unknown.length > 0) {
    const issues = result.error?.issues ?? [];
    const problems = issues.map(({ path, message }) => ({ path: path.join("."), message }));
    return { outcome: "invalid", problems: [...unknown, ...problems] };
  }
  const document = namesWarnings(input) ? result.data : withFittingWarnings(result.data);
  const problems = [...sizeProblems(document), ...checkDocument(document, shop ?? null)];
  return problems.length === 0 ? { outcome: "valid", document } : { outcome: "invalid", problems };
}

function namesWarnings(input: unknown): boolean {
  const { expiry: terms } = input as Partial<ProgramDocumentInput>;
  return terms?.warningDays !== undefined;
}

/** Nobody is refused for warnings that they did not ask for: what cannot come is left out. */
function withFittingWarnings(document: ProgramDocument): ProgramDocument {
  const { expiry: terms } = document;
  return { ...document, expiry: { ...terms, warningDays: fittingWarnings(terms) } };
}

function sizeProblems(document: ProgramDocument): DocumentProblem[] {
  return programDocumentToJson(document).length <= MAX_DOCUMENT_CHARACTERS
    ? []
    : [{ path: "", message: "The program is too large: name fewer products, tags and rules" }];
}

/**
 * Reads a stored document of any schema version that this release or an earlier one wrote. Throws a
 * RangeError for versions that it does not know, and when the document is unreadable: stored
 * documents were valid.
 */
export function readStoredDocument(stored: unknown, schemaVersion: number): ProgramDocument {
  return programDocumentSchema.parse(
    upgradeDocument(stored, schemaVersion, PROGRAM_SCHEMA_VERSION),
  );
}

/** The document as JSON for storage: whole numbers become decimal text. */
export function programDocumentToJson(document: ProgramDocument): string {
  return JSON.stringify(document, (_key, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
}
