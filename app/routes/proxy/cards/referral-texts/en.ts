// English words of referrals.

export const enReferral = {
  referral_title: "Invite a friend",
  referral_text: "Your friend gets {friends}. Once they have ordered, you get {mine}.",
  referral_from: "{worth} on orders from {minimum}",
  referral_as_gift: "{reward} as a gift",
  referral_after_minimum: "The friend’s first order counts from {minimum}.",
  referral_of_most: "{friends} of {most} friends this year",
  referral_friends: { one: "1 friend so far", other: "{count} friends so far" },
  referral_on_their_way: {
    one: "1 reward is on its way",
    other: "{count} rewards are on their way",
  },
  referral_share: "Share your link",
  referral_share_text: "I shop at {shop}. With my link you get {friends}:",
  referral_share_text_label: "Your message",
  referral_copy: "Copy the link",
  referral_qr: "Show a QR code",
  referral_email: "E-mail",
  referral_email_subject: "For your first order at {shop}",
  referral_welcome: "A friend gives you {worth}",
  referral_welcome_text:
    "It is for your first order here. Tell us your e-mail address, and use it for the order.",
  referral_minimum: "For orders from {minimum}.",
  referral_your_email: "Your e-mail address",
  referral_email_hint: "The code works with this address alone.",
  referral_get: "Get the code",
  referral_issued: "Here is your code: {worth}",
  referral_issued_text:
    "Enter it at the checkout, with the same e-mail address. It works until {day}.",
  referral_mailed: "Look into your mailbox: {worth}",
  referral_mailed_text:
    "If you are new here, the code comes by e-mail. Order with it, and with the same address.",
  referral_on_its_way: "Your code is being made",
  referral_on_its_way_text: "This takes a moment. Open this page again in a minute.",
  referral_looked: "We are having a look",
  referral_looked_text:
    "The shop looks at your request. Open this page again tomorrow: your code will be here.",
  referral_ordered: "Thank you for your order",
  referral_refused_unknown: "This link is not known here. Ask your friend for it again.",
  referral_refused_own_link: "This is your own link: send it to a friend.",
  referral_refused_ended: "Friends get no welcome voucher at the moment.",
  referral_refused_expired: "It has been too long since you opened the link. Open it once more.",
  referral_refused_too_many: "Too many tries. Please wait an hour and try again.",
  referral_refused_email: "Enter an e-mail address such as name@example.com.",
  referral_refused_claimed: "This address has had its welcome code already.",
  referral_refused_not_for_you:
    "The welcome code is for new customers whom somebody else has invited.",
  referral_refused_not_now: "We cannot check this right now. Please try again in a moment.",
  referral_dead_link: "This link is not known here. Ask your friend for it again.",
  referral_to_shop: "Go to the shop",
  referral_go_on: "Go on to your welcome",
};
