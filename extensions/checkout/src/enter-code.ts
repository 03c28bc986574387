// Codes go into the checkout and out of it. What the checkout says and what it does may be two
// things, so a code is in the order once it is seen to take something off.
import { host } from "./host.ts";

/**
 * The yes, the list of codes and what they take off are told one after the other, and slowly where
 * much is going on: who is told too soon that a code does not count has lost it.
 */
const SEEN_WITHIN_MS = 5_000;

export interface CodeToEnter {
  readonly code: string;
  readonly kind: string;
}

/**
 * Whether the order has the code now. A checkout may say yes and leave it out, where other codes
 * are worth more, or keep it for a cart that it does not fit: then it is taken off, so that it does
 * not count later unnoticed.
 */
export async function enterCode(entered: CodeToEnter): Promise<boolean> {
  if (!(await changeCode("addDiscountCode", entered.code))) return false;
  if (await isSeenToCount(entered)) return true;
  await takeOff(entered.code);
  return false;
}

/** Whether the checkout did it. */
export function takeOff(code: string): Promise<boolean> {
  return changeCode("removeDiscountCode", code);
}

/** Codes are told apart without regard to case. */
export function isAmong(codes: readonly { readonly code: string }[], code: string): boolean {
  return codes.some((one) => one.code.toUpperCase() === code.toUpperCase());
}

/** What is taken off shipping is told in no place: there, being listed has to do. */
function doesCount({ code, kind }: CodeToEnter): boolean {
  const { discountCodes, discountAllocations, lines } = host();
  if (!isAmong(discountCodes.value, code)) return false;
  if (kind === "free_shipping") return true;
  const ofLines = lines.value.flatMap((line) => line.discountAllocations);
  const takingOff = [...discountAllocations.value, ...ofLines].flatMap((one) =>
    one.type === "code" && one.discountedAmount.amount > 0 ? one : [],
  );
  return isAmong(takingOff, code);
}

function isSeenToCount(entered: CodeToEnter): Promise<boolean> {
  if (doesCount(entered)) return Promise.resolve(true);
  const { discountCodes, discountAllocations, lines } = host();
  return new Promise((resolve) => {
    const look = (): void => {
      if (doesCount(entered)) end(true);
    };
    const timer = setTimeout(() => end(false), SEEN_WITHIN_MS);
    const stops = [discountCodes, discountAllocations, lines].map((one) => one.subscribe(look));
    function end(isThere: boolean): void {
      clearTimeout(timer);
      for (const stop of stops) stop();
      resolve(isThere);
    }
  });
}

/** The checkout's own words of an error are for nobody who pays. */
async function changeCode(
  type: "addDiscountCode" | "removeDiscountCode",
  code: string,
): Promise<boolean> {
  try {
    return (await host().applyDiscountCodeChange({ type, code })).type === "success";
  } catch {
    // Some checkouts have no way to change codes at all.
    return false;
  }
}
