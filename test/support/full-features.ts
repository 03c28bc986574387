// What full programs say beside orders, tiers and rewards: price campaigns, ways to
// earn, birthdays, referrals and the survey.
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";

type Features = Pick<
  ProgramDocumentInput,
  | "waysToEarn"
  | "actionPointsPerYear"
  | "birthday"
  | "referral"
  | "survey"
  | "activityNotice"
  | "rewardCampaigns"
>;

export const FULL_FEATURES: Features = {
  rewardCampaigns: [
    {
      id: "quiet",
      name: "Quiet weeks",
      startsAt: "2026-07-01T00:00",
      endsAt: "2026-08-01T00:00",
      weekdays: [1, 2],
      hours: { from: "18:00", until: "22:00" },
      rewardIds: ["five-off", "bag"],
      percentOff: 25,
    },
    {
      id: "party",
      name: "Birthday",
      startsAt: "2026-10-01T00:00",
      endsAt: "2026-10-02T00:00",
      percentOff: 50,
    },
  ],
  waysToEarn: [
    {
      id: "news",
      name: "Newsletter",
      trigger: "newsletter",
      points: "20",
      audience: {
        tiers: ["gold"],
        customerTags: ["vip"],
        segmentIds: ["5"],
        members: { kind: "new", days: 30 },
      },
      pendingDays: 14,
    },
    {
      id: "follow",
      name: "Follow us",
      trigger: "social",
      network: "instagram",
      url: "https://instagram.example/harbour",
      points: "5",
    },
    {
      id: "words",
      name: "Write a review",
      trigger: "review",
      points: "50",
      limit: { times: 3, per: "month" },
      coolDownDays: 2,
    },
    { id: "years", name: "Another year", trigger: "anniversary", points: "100" },
  ],
  actionPointsPerYear: "500",
  birthday: {
    gift: { kind: "choice", points: "250", rewardId: "five-off" },
    windowDays: 1,
    windowByTier: [
      { tierId: "silver", days: 7 },
      { tierId: "gold", days: 30 },
    ],
    blackoutDays: 30,
    minimumAge: 16,
    audience: {
      tiers: ["silver", "gold"],
      customerTags: ["vip"],
      segmentIds: ["5"],
      members: { kind: "new", days: 400 },
    },
  },
  referral: {
    memberReward: { kind: "points", points: "250" },
    friendVoucher: {
      discount: { kind: "amount_off", amountMinor: "500" },
      minimumSubtotalMinor: "2000",
      validityDays: 20,
      handOver: "email",
    },
    minimumOrderMinor: "3000",
    delayDays: 7,
    refundWindowDays: 60,
    mostPerYear: 12,
    visitDays: 14,
    landingPath: "/pages/friends",
    audience: {
      tiers: ["gold"],
      customerTags: ["vip"],
      segmentIds: ["5"],
      members: { kind: "new", days: 300 },
    },
    householdSize: 5,
    claimsPerDay: 6,
  },
  survey: { daysAfterOrder: 14, pauseDays: 180, inOrderEmail: true },
  activityNotice: { days: 7 },
};

export const OTHER_FEATURES: Features = {
  rewardCampaigns: [
    {
      id: "quiet",
      name: "Quiet days",
      startsAt: "2026-07-02T00:00",
      endsAt: "2026-08-02T00:00",
      weekdays: [3],
      hours: { from: "17:00", until: "23:00" },
      rewardIds: ["shipping"],
      percentOff: 30,
    },
  ],
  waysToEarn: [
    { id: "years", name: "A year with us", trigger: "account", points: "99" },
    {
      id: "words",
      name: "Review",
      trigger: "custom",
      event: "quiz-done",
      points: "49",
      audience: { members: { kind: "lapsed", days: 90 } },
    },
    {
      id: "follow",
      name: "Our page",
      trigger: "social",
      network: "other",
      url: "https://other.example/harbour",
      points: "6",
      pendingDays: 1,
    },
    { id: "ask", name: "Our question", trigger: "survey", points: "7" },
  ],
  actionPointsPerYear: "400",
  birthday: {
    gift: { kind: "points", points: "300" },
    windowDays: 3,
    blackoutDays: 60,
    minimumAge: null,
  },
  referral: {
    memberReward: { kind: "voucher", rewardId: "tenth-off", validityDays: 45 },
    friendVoucher: {
      discount: { kind: "percentage_off", percent: "12.5" },
      minimumSubtotalMinor: "1000",
      validityDays: 10,
    },
    minimumOrderMinor: "1500",
    delayDays: 3,
    refundWindowDays: 30,
    mostPerYear: 5,
    visitDays: 7,
    landingPath: "/pages/welcome",
    audience: {
      tiers: [],
      customerTags: ["staff"],
      segmentIds: [],
      members: { kind: "lapsed", days: 90 },
    },
    householdSize: 3,
    claimsPerDay: 2,
  },
  survey: { daysAfterOrder: 0, pauseDays: 365, inOrderEmail: false },
  activityNotice: { days: 30 },
};
