// What members of the demonstration's coffee store earn without an order, and for bringing friends.

type Terms = Record<string, unknown>;

/** The event that the workshop calendar tells. */
export const workshopEvent = "cupping-course";

const waysToEarn: Terms[] = [
  { id: "welcome", name: "Opened an account", trigger: "account", points: "25" },
  { id: "newsletter", name: "Reads our newsletter", trigger: "newsletter", points: "20" },
  { id: "texts", name: "Hears of harvests by text", trigger: "sms", points: "20" },
  { id: "anniversary", name: "Another year with us", trigger: "anniversary", points: "50" },
  {
    id: "instagram",
    name: "Follows us",
    trigger: "social",
    network: "instagram",
    url: "https://www.instagram.com/harbourcoffee",
    points: "10",
  },
  {
    id: "review",
    name: "Wrote a review",
    trigger: "review",
    points: "30",
    limit: { times: 12, per: "year" },
    coolDownDays: 3,
  },
  {
    id: "survey",
    name: "Told us what to do better",
    trigger: "survey",
    points: "15",
    limit: { times: 2, per: "year" },
  },
  { id: "check-in", name: "Came to an evening", trigger: "check_in", points: "40" },
  {
    id: "cupping-course",
    name: "Took a cupping course",
    trigger: "custom",
    event: workshopEvent,
    points: "75",
    limit: { times: 4, per: "year" },
  },
];

/** Both get something: the friend at once, the member a week after the friend's first order. */
const referral: Terms = {
  memberReward: { kind: "points", points: "150" },
  friendVoucher: {
    discount: { kind: "amount_off", amountMinor: "500" },
    minimumSubtotalMinor: "2000",
    validityDays: 30,
  },
  minimumOrderMinor: "2000",
  delayDays: 7,
  refundWindowDays: 60,
};

/** A week for everybody, a month for those who come often. */
const birthday: Terms = {
  gift: { kind: "choice", points: "100", rewardId: "birthday-treat" },
  windowDays: 7,
  windowByTier: [
    { tierId: "gold", days: 30 },
    { tierId: "circle", days: 30 },
  ],
};

/** What the birthday's choice gives beside points. */
export const birthdayReward: Terms = {
  id: "birthday-treat",
  kind: "amount_off",
  name: "Birthday treat",
  amountMinor: "800",
  points: "160",
};

const survey: Terms = { daysAfterOrder: 14, pauseDays: 180, inOrderEmail: true };

/** Beside earning by orders, in the program's own words. */
export const beyondOrders: Terms = {
  waysToEarn,
  actionPointsPerYear: "600",
  referral,
  birthday,
  survey,
};
