// The words of invitations in the language that the panel speaks.
import type { InvitationRefusal } from "../../contract/invitation.ts";
import de from "../locales/invitation/de.ts";
import en from "../locales/invitation/en.ts";
import es from "../locales/invitation/es.ts";
import fr from "../locales/invitation/fr.ts";
import tr from "../locales/invitation/tr.ts";

export interface InvitationWords {
  title: string;
  multiplier: string;
  gift: string;
  accept: string;
  decline: string;
  sure: string;
  /** The last word about an answer. */
  said: Record<"accepted" | "declined" | InvitationRefusal, string>;
}

const languages: Record<string, InvitationWords> = { en, de, es, fr, tr };

export const wordsIn = (language: string): InvitationWords => languages[language] ?? en;
