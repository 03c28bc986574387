// The e-mail that brings a friend the code that welcomes them: whoever reads it has that address.
import type { RewardParams } from "../../core/explanations/reward-params.ts";
import { formatDay } from "./format.ts";
import { type RenderedEmail, type Stranger, renderLetterToStranger } from "./letter.tsx";
import { fill } from "./locales/texts.ts";
import { rewardText } from "./reward-text.ts";

export interface FriendVoucherEmail extends Stranger {
  reward: RewardParams;
  code: string;
  /** The last day on which the code works. */
  lastDay: string;
}

export function renderFriendVoucherEmail(email: FriendVoucherEmail): Promise<RenderedEmail> {
  return renderLetterToStranger(email, (voice) => {
    const words = voice.texts.friendVoucher;
    const { shop, locale } = voice;
    const reward = rewardText(email.reward, voice);
    const day = formatDay(email.lastDay, locale);
    return {
      subject: fill(words.subject, { shop, reward }),
      preview: fill(words.preview, { shop }),
      news: [
        {
          lead: fill(words.lead, { shop }),
          items: [fill(words.code, { reward, code: email.code, day })],
        },
      ],
      outlook: [words.how],
      visit: words.use,
      why: fill(words.why, { shop }),
    };
  });
}
