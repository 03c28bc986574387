// What members decide about themselves: whether they are written to, and whether their birthday is
// known.
import type { Card } from "../../../../widget/contract/card.ts";
import { formatDay } from "../../../adapters/email/format.ts";
import { type MemberWishes, loadMemberWishes } from "../../../queries/member-wishes.ts";
import type { Voice } from "../voice.ts";

interface Asked {
  readonly shopId: bigint;
  /** Null for a guest, and for a customer who has not become a member yet. */
  readonly memberId: string | null;
  readonly voice: Voice;
}

/** None for who is no member: nothing is known of them. */
export async function settingsCards({ shopId, memberId, voice }: Asked): Promise<Card[]> {
  const wishes = memberId === null ? undefined : await loadMemberWishes(shopId, memberId);
  if (wishes === undefined) return [];
  const birthday = birthdayCard(wishes, voice);
  return [emailCard(wishes, voice), ...(birthday === null ? [] : [birthday])];
}

function emailCard({ wantsEmails }: MemberWishes, { say }: Voice): Card {
  return {
    id: "settings/emails",
    title: say("settings_emails"),
    text: say("settings_emails_text"),
    isDone: false,
    note: null,
    action: {
      kind: "form",
      label: say("settings_save"),
      path: "settings/emails",
      fields: [
        {
          name: "emails",
          label: say("settings_emails_choice"),
          type: "choice",
          options: [
            { value: "on", label: say("settings_on") },
            { value: "off", label: say("settings_off") },
          ],
          required: true,
          hint: null,
          value: wantsEmails ? "on" : "off",
        },
      ],
    },
  };
}

function birthdayCard({ birthDate }: MemberWishes, { locale, say }: Voice): Card | null {
  if (birthDate === null) return null;
  const day = formatDay(birthDate, locale);
  return {
    id: "settings/birthday",
    title: say("settings_birthday"),
    text: say("settings_birthday_text", { day }),
    isDone: false,
    note: null,
    action: {
      kind: "form",
      label: say("settings_remove"),
      path: "settings/birthday",
      fields: [],
      isQuiet: true,
    },
  };
}
