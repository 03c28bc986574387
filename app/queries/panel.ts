// Everything that the storefront panel shows when it opens, for a guest or for a signed-in
// customer.
import type { ProgramDocument } from "../core/program/document.ts";
import type { Redemption } from "../core/rewards/redemption.ts";
import { type HistoryPage, loadHistory } from "./history.ts";
import { loadActiveProgram } from "./program.ts";
import { type Shopper, findShopper } from "./shopper.ts";
import { loadVouchers } from "./vouchers.ts";

export interface ShopperPanel {
  /** None for a customer who has not become a member yet. */
  shopper: Shopper | undefined;
  vouchers: Redemption[];
  history: HistoryPage;
}

export interface Panel {
  document: ProgramDocument;
  /** Null for a guest. */
  account: ShopperPanel | null;
}

/** Nothing while the shop has no active program. */
export async function loadPanel(
  shopId: bigint,
  customerId: string | null,
  now: Date,
): Promise<Panel | undefined> {
  const [program, account] = await Promise.all([
    loadActiveProgram(shopId, now),
    customerId === null ? null : loadAccount(shopId, customerId),
  ]);
  return program && { document: program.document, account };
}

async function loadAccount(shopId: bigint, customerId: string): Promise<ShopperPanel> {
  const shopper = await findShopper(shopId, customerId);
  if (shopper === undefined) {
    return { shopper, vouchers: [], history: { entries: [], nextCursor: null } };
  }
  const [vouchers, history] = await Promise.all([
    loadVouchers(shopId, shopper.memberId),
    loadHistory(shopId, shopper.memberId, null),
  ]);
  return { shopper, vouchers, history };
}
