// What other loyalty widgets weigh, as was published: their own figures for Rivo, a lab's lower
// bounds for the rest (May 2026). Kilobytes of script.
export const PUBLISHED_KB: Readonly<Record<string, number>> = {
  "Rivo (37 with styles)": 33,
  "Smile.io": 104.75,
  LoyaltyLion: 113.45,
  "Yotpo Loyalty & Referrals": 285.29,
  "Yotpo Loyalty & Rewards": 1_083.96,
};

/** How many times as much as so many bytes, to one digit. */
export const timesAsMuch = (kilobytes: number, bytes: number): string =>
  ((kilobytes * 1_000) / bytes).toFixed(1);
