// The texts that Shopify keeps with our files, in blocks of the theme and in extensions, which a
// merchant can put otherwise, and the values that each can name.

type ByValues = readonly (readonly [values: string, keys: string])[];

/** By the folder of the extension; keys are those of its files of words. */
const byFolder = {
  theme: [
    [
      "",
      `reward.free_shipping reward.free_product reward.experience reward.exclusive_product
        reward.early_access launcher.open launcher.failed block.balance block.guest_heading
        block.progress block.open block.join block.login earn.heading earn.referral earn.birthday
        earn.open birthday.heading birthday.text birthday.open birthday.yours birthday.now
        birthday.look friend.email friend.consent friend.send friend.use friend.failed
        friend.no_code friend.no_script rewards.heading
        tiers.heading tiers.yours tiers.everybody tiers.invitation tiers.or tiers.open
        tiers.counted.rolling.one tiers.counted.calendar_year tiers.counted.membership_year
        tiers.counted.lifetime cart.note join.heading join.how early.heading early.yours
        recent.heading.one`,
    ],
    [
      "amount",
      `reward.amount_off reward.points_for_money reward.store_credit reward.gift_card
        reward.donation reward.minimum tiers.minimum tiers.need.spend`,
    ],
    ["percent", "reward.percentage_off"],
    ["name", "launcher.guest"],
    ["points reward", "block.next"],
    ["reward", "block.ready friend.heading friend.offer rewards.progress"],
    ["amount points", "block.earn"],
    ["amount points tier", "block.earn_tier"],
    ["minimum reward", "friend.offer_from"],
    ["tier", "tiers.held tiers.progress early.tier"],
    ["needs tier", "tiers.next"],
    ["needs", "tiers.needed"],
    ["name times", "tiers.rate"],
    [
      "points",
      `tiers.entry_points tiers.need.balance product.exact product.least product.most cart.exact
        cart.least cart.most`,
    ],
    [
      "number",
      `tiers.need.orders.one tiers.need.orders.other tiers.need.items.one tiers.need.items.other
        tiers.need.nights.one tiers.need.nights.other tiers.need.visits.one tiers.need.visits.other
        tiers.need.referrals.one tiers.need.referrals.other tiers.need.events.one
        tiers.need.events.other recent.redeemed`,
    ],
    ["count", "tiers.counted.rolling.other recent.heading.other"],
    ["amount name", "cart.short"],
    ["tiers", "join.tiers"],
    ["date", "early.opens birthday.known"],
    ["number points", "recent.earned"],
    ["number reward", "recent.favourite"],
  ],
  checkout: [
    [
      "",
      `title guest join use_points how_much your_codes apply remove give_back applied removed
        code_refused code_used points_back points_returning points_back_by_itself unanswered
        on_its_way not_here failed refused_reward_unavailable refused_reward_changed
        refused_not_a_member refused_too_many_open_vouchers`,
    ],
    [
      "points",
      `earns earns_at_least earns_up_to balance guest_earns guest_earns_at_least guest_earns_up_to
        redeem`,
    ],
    ["day", "valid_until"],
    ["number", "balance_plain.one balance_plain.other"],
  ],
  "thank-you": [
    ["", "title counting guest join copied not_copied failed"],
    ["points", "earned balance guest_earned guest_earned_at_least guest_earned_up_to"],
    ["number", "balance_plain.one balance_plain.other"],
  ],
  account: [
    ["", "title unreachable log_in_first log_in more copied not_copied failed"],
    ["number", "balance_plain.one balance_plain.other"],
  ],
  "account-page": [["", "title unreachable retry copied not_copied failed"]],
} as const satisfies Readonly<Record<string, ByValues>>;

export type ShippedPlace = keyof typeof byFolder;

/** Values with blanks between them, then the texts that have them, each by folder and key. */
export const shippedByValues: ByValues = Object.entries<ByValues>(byFolder).flatMap(
  ([folder, texts]) =>
    texts.map(([values, keys]) => {
      const named = keys.split(/\s+/).map((key) => `${folder}.${key}`);
      return [values, named.join(" ")] as const;
    }),
);
