// The e-mail about points that came back without the member's doing: of what, and why.
import type { RewardParams } from "../../core/explanations/reward-params.ts";
import type { PointsBackReason } from "../../core/rewards/points-back.ts";
import { type Addressed, type Message, type RenderedEmail, renderLetter } from "./letter.tsx";
import { fill } from "./locales/texts.ts";
import { rewardText } from "./reward-text.ts";

export interface PointsReturnedEmail extends Addressed {
  /** One or more. */
  returned: readonly { reward: RewardParams; points: bigint; reason: PointsBackReason }[];
}

export async function renderPointsReturnedEmail(
  email: PointsReturnedEmail,
): Promise<RenderedEmail> {
  const { returned, availablePoints } = email;
  const total = returned.reduce((sum, { points }) => sum + points, 0n);
  return renderLetter(email, (voice): Message => {
    const words = voice.texts.pointsReturned;
    const { shop } = voice;
    const points = voice.points(total);
    const items = returned.map((one) =>
      fill(words[one.reason], {
        reward: rewardText(one.reward, voice),
        points: voice.points(one.points),
        shop,
      }),
    );
    return {
      subject: fill(words.subject, { points }),
      preview: fill(words.preview, { shop, balance: voice.points(availablePoints) }),
      news: [{ lead: fill(words.back, { points, shop }), items }],
      // Where the balance is less than what came back, not all of it can be there.
      outlook: availablePoints < total ? [words.less] : [],
    };
  });
}
