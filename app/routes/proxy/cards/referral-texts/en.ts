// English words of referrals.
import type { ReferralTexts } from "../referral-texts.ts";

export const enReferral: ReferralTexts = {
  title: "Invite a friend",
  text: (mine, friends) => `Your friend gets ${friends}. Once they have ordered, you get ${mine}.`,
  from: (worth, minimum) => `${worth} on orders from ${minimum}`,
  asGift: (reward) => `${reward} as a gift`,
  afterMinimum: (minimum) => `The friend’s first order counts from ${minimum}.`,
  ofMost: (friends, most) => `${friends} of ${most} friends this year`,
  friends: (friends) => (friends === 1 ? "1 friend so far" : `${friends} friends so far`),
  onTheirWay: (friends) =>
    friends === 1 ? "1 reward is on its way" : `${friends} rewards are on their way`,
  share: "Share your link",
  shareText: (shop, friends) => `I shop at ${shop}. With my link you get ${friends}:`,
  shareTextLabel: "Your message",
  copy: "Copy the link",
  qr: "Show a QR code",
  email: "E-mail",
  emailSubject: (shop) => `For your first order at ${shop}`,
  welcome: (worth) => `A friend gives you ${worth}`,
  welcomeText:
    "It is for your first order here. Tell us your e-mail address, and use it for the order.",
  minimum: (minimum) => `For orders from ${minimum}.`,
  yourEmail: "Your e-mail address",
  emailHint: "The code works with this address alone.",
  get: "Get the code",
  issued: (worth) => `Here is your code: ${worth}`,
  issuedText: (day) =>
    `Enter it at the checkout, with the same e-mail address. It works until ${day}.`,
  mailed: (worth) => `Look into your mailbox: ${worth}`,
  mailedText:
    "If you are new here, the code comes by e-mail. Order with it, and with the same address.",
  onItsWay: "Your code is being made",
  onItsWayText: "This takes a moment. Open this page again in a minute.",
  looked: "We are having a look",
  lookedText:
    "The shop looks at your request. Open this page again tomorrow: your code will be here.",
  ordered: "Thank you for your order",
  refusals: {
    unknown: "This link is not known here. Ask your friend for it again.",
    own_link: "This is your own link: send it to a friend.",
    ended: "Friends get no welcome voucher at the moment.",
    expired: "It has been too long since you opened the link. Open it once more.",
    too_many: "Too many tries. Please wait an hour and try again.",
    email: "Enter an e-mail address such as name@example.com.",
    claimed: "This address has had its welcome code already.",
    not_for_you: "The welcome code is for new customers whom somebody else has invited.",
    not_now: "We cannot check this right now. Please try again in a moment.",
  },
  deadLink: "This link is not known here. Ask your friend for it again.",
  toShop: "Go to the shop",
  goOn: "Go on to your welcome",
};
