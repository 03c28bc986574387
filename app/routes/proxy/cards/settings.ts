// What members decide about themselves: whether they are written to, and whether their birthday is
// known.
import type { Card } from "../../../../widget/contract/card.ts";
import { chooseTexts } from "../../../adapters/email/choose-texts.ts";
import { formatDay } from "../../../adapters/email/format.ts";
import { type MemberWishes, loadMemberWishes } from "../../../queries/member-wishes.ts";
import type { Locales } from "../condition-sentences.ts";
import { settingsTexts } from "./settings-texts.ts";

interface Asked {
  readonly shopId: bigint;
  /** Null for a guest, and for a customer who has not become a member yet. */
  readonly memberId: string | null;
  readonly locales: Locales;
}

/** None for who is no member: nothing is known of them. */
export async function settingsCards({ shopId, memberId, locales }: Asked): Promise<Card[]> {
  const wishes = memberId === null ? undefined : await loadMemberWishes(shopId, memberId);
  if (wishes === undefined) return [];
  const birthday = birthdayCard(wishes, locales);
  return [emailCard(wishes, locales), ...(birthday === null ? [] : [birthday])];
}

function emailCard({ wantsEmails }: MemberWishes, locales: Locales): Card {
  const texts = settingsTexts(locales);
  return {
    id: "settings/emails",
    title: texts.emails,
    text: texts.emailsText,
    isDone: false,
    note: null,
    action: {
      kind: "form",
      label: texts.save,
      path: "settings/emails",
      fields: [
        {
          name: "emails",
          label: texts.emailsChoice,
          type: "choice",
          options: [
            { value: "on", label: texts.on },
            { value: "off", label: texts.off },
          ],
          required: true,
          hint: null,
          value: wantsEmails ? "on" : "off",
        },
      ],
    },
  };
}

function birthdayCard({ birthDate }: MemberWishes, locales: Locales): Card | null {
  if (birthDate === null) return null;
  const texts = settingsTexts(locales);
  const day = formatDay(birthDate, chooseTexts(locales).locale);
  return {
    id: "settings/birthday",
    title: texts.birthday,
    text: texts.birthdayText(day),
    isDone: false,
    note: null,
    action: { kind: "form", label: texts.remove, path: "settings/birthday", fields: [] },
  };
}
