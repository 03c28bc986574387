// What members and friends read of referrals.
import { deReferral as de } from "./referral-texts/de.ts";
import { enReferral as en } from "./referral-texts/en.ts";
import { esReferral as es } from "./referral-texts/es.ts";
import { frReferral as fr } from "./referral-texts/fr.ts";
import { trReferral as tr } from "./referral-texts/tr.ts";

export const referralTexts = { en, de, es, fr, tr };
