// A voucher as its owner sees it.
import type { Instant, LocalDate, Points } from "./money.ts";
import type { WorthView } from "./panel.ts";

/**
 * on_its_way: points are reserved, the shop has not confirmed the code yet. issued: the code works.
 * returning: the code is switched off, the points follow after a safety delay.
 */
export type VoucherState = "on_its_way" | "issued" | "used" | "returning" | "returned" | "expired";

/** Its `minimum` is the least subtotal that the code asks for. */
export interface VoucherView extends WorthView {
  id: string;
  /** Null until the voucher is issued. */
  code: string | null;
  /** What it cost; the points that come back when it is given up. */
  points: Points;
  state: VoucherState;
  expiresAt: Instant | null;
  /** The last day on which the code works; null while that is not known. */
  lastDay: LocalDate | null;
  /** How it stands, as a sentence in the page's language, where it is no code with an end. */
  note?: string;
  /** Whether `POST vouchers/cancel` would be accepted now. */
  cancellable: boolean;
}
