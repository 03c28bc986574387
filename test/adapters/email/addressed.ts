// A reader and a sender, for tests of what e-mails say.
import type { Addressed } from "../../../app/adapters/email/letter.tsx";

export function addressed(changes: Partial<Addressed> = {}): Addressed {
  return {
    locales: ["en"],
    shopName: "Harbour Coffee",
    shopUrl: "https://harbour-coffee.myshopify.com/",
    firstName: "Ada",
    availablePoints: 1_280n,
    pointsName: { one: "bean", other: "beans" },
    unsubscribeUrl: "https://app.example.com/email/unsubscribe?token=1.a.b",
    ...changes,
  };
}
