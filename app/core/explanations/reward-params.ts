// What a redeemed reward was, as the values of an explanation: readers put them into words of their
// own language.

/**
 * All are text. `kind` is the reward's kind, `name` what the merchant called it; `amount` a decimal
 * in major units of `currency`, `percent` a decimal. Entries of the first releases have an amount
 * and no kind: that of an amount off.
 */
export interface RewardParams {
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
  readonly percent?: string | undefined;
}
