// Programs that are ready to run. Templates are data: a store starts from one and changes it.
import { knownMinorDigits } from "../money/currency.ts";
import type { ProgramDocumentInput } from "./document.ts";

/** What the starter's voucher takes off, in major units of a currency with decimals. */
const STARTER_VOUCHER_UNITS = 5n;
/** In currencies without decimals prices are about a hundred times as large. */
const UNITS_PER_POINT_WITHOUT_DECIMALS = 100n;

/**
 * The program that a new store sees first: a point for each whole unit of the currency, a voucher
 * of 5.00 for 100 points. Where the currency has no decimals: a point for each 100, a voucher of
 * 500.
 */
export function starterProgram(currency: string): ProgramDocumentInput {
  const minorDigits = knownMinorDigits(currency);
  const small = minorDigits === 0;
  const voucherUnits = small
    ? STARTER_VOUCHER_UNITS * UNITS_PER_POINT_WITHOUT_DECIMALS
    : STARTER_VOUCHER_UNITS;
  return {
    pointsName: { one: "Point", other: "Points" },
    earning: { pointsPerUnit: small ? "0.01" : "1" },
    rewards: [
      {
        id: "amount-off",
        kind: "amount_off",
        amountMinor: (voucherUnits * 10n ** BigInt(minorDigits)).toString(),
        points: "100",
      },
    ],
  };
}
