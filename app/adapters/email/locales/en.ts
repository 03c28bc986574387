// English, and the language of every shopper whose own is not here.
import type { EmailTexts } from "./texts.ts";

export const en: EmailTexts = {
  orderEarned: {
    subject: "You earned {points} with order {order}",
    preview: "Your balance at {shop} is now {balance}.",
    greeting: "Hello {name},",
    greetingWithoutName: "Hello,",
    earned: "Thank you for your order {order}. It earned you {points}.",
    balance: "Your balance",
    nextReward: "{missing} more and you get {amount} off an order.",
    rewardReady: "That is enough for {amount} off your next order.",
    visit: "Go to {shop}",
    why: "You get this e-mail because you collect {pointsName} at {shop}.",
    unsubscribe: "Unsubscribe from these e-mails",
  },
  unsubscribePage: {
    title: "Unsubscribe",
    question: "Do you want to stop e-mails about your loyalty account at {shop}?",
    confirm: "Yes, unsubscribe",
    done: "Done. {shop} will no longer write to you about it. You keep what you have collected.",
    invalidTitle: "This link does not work",
    invalid: "The link is incomplete or was changed. Please use the one in your latest e-mail.",
  },
};
