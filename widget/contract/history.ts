// GET /proxy/history?before=CURSOR: what happened to the member's points, newest first.
import type { Instant, LocalDate } from "./money.ts";

export type HistoryKind =
  | "accrual"
  | "clawback"
  | "redemption"
  | "return"
  | "adjustment"
  | "shortfall"
  | "release"
  | "expiry"
  | "transfer"
  | "tier";

export interface HistoryEntry {
  id: string;
  kind: HistoryKind;
  /** Signed: what the entry added to, or took from, what the member has. */
  points: number;
  occurredAt: Instant;
  occurredOn: LocalDate;
  /** The latest day of their release: present while these points wait for one that is known. */
  comesOn?: LocalDate;
  /** Some of these points wait for a parcel, so that no day is known. */
  isWaiting?: true;
  /** The last day on which what is left of these points can be used; present where one is known. */
  endsOn?: LocalDate;
  /** Why it stands there, as a sentence. */
  why: string;
}

export interface HistoryAnswer {
  entries: HistoryEntry[];
  /** Opaque. Sent back as `before` for the next page; null on the last one. */
  nextCursor: string | null;
}
