// What stands in a member's QR code: their code, signed for the store, so that a foreign or forged
// one is told from one that has expired.
import { type ReadCode, readMemberCode } from "../../core/events/member-code.ts";
import { isSigned, signText } from "./signature.ts";

const PURPOSE = "check-in code";
const PREFIX = "RG1";
const MAX_SCANNED_CHARACTERS = 200;

export function checkInText(shopId: bigint, code: string): string {
  return [PREFIX, code, signText(PURPOSE, `${shopId}.${code}`)].join(".");
}

export type ReadCheckIn =
  | { readonly outcome: "code"; readonly code: string; readonly how: "scanned" | "typed" }
  | { readonly outcome: "refused"; readonly reason: "no_code" | "mistyped" | "foreign" };

/** What a camera or a hand-held scanner read, or a person typed. */
export function readCheckIn(shopId: bigint, text: string): ReadCheckIn {
  const entered = text.trim();
  if (entered.length > MAX_SCANNED_CHARACTERS) return { outcome: "refused", reason: "no_code" };
  if (!entered.startsWith(`${PREFIX}.`)) return refusedOr(readMemberCode(entered), "typed");
  const [, code = "", signature = "", ...more] = entered.split(".");
  if (more.length > 0 || !isSigned(PURPOSE, `${shopId}.${code}`, signature)) {
    return { outcome: "refused", reason: "foreign" };
  }
  return refusedOr(readMemberCode(code), "scanned");
}

function refusedOr(read: ReadCode, how: "scanned" | "typed"): ReadCheckIn {
  return read.outcome === "code"
    ? { outcome: "code", code: read.code, how }
    : { outcome: "refused", reason: read.outcome };
}
