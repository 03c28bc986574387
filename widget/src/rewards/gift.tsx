/** @jsxImportSource preact */
// For whom a gift card is: native fields, checked by the browser before anything is sent. What they
// are called comes with the reward, in the page's language.
import type { Ui } from "../components/ui.ts";
import type { ChosenReward } from "../models/panel-state.ts";

interface GiftProps {
  ui: Ui;
  reward: ChosenReward;
}

export const Gift = ({ ui, reward }: GiftProps) => {
  const { gift, isGift } = reward;
  return (
    <>
      {gift?.choice && (
        <label>
          <input
            type="checkbox"
            checked={isGift}
            onChange={({ currentTarget }) => ui.model.choose(reward, currentTarget.checked)}
          />{" "}
          {gift.choice}
        </label>
      )}
      {isGift &&
        gift?.fields.map(({ label, ...field }) => (
          <label class="slider">
            {label}
            <input {...field} />
          </label>
        ))}
    </>
  );
};
