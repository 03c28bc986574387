/** @jsxImportSource preact */
// Which of several free products: a native list, whose choice the sentence above it names at once.
import type { Ui } from "../components/ui.ts";
import type { ChosenReward } from "../models/panel-state.ts";

interface VariantChoiceProps {
  ui: Ui;
  reward: ChosenReward;
}

export const VariantChoice = ({ ui, reward }: VariantChoiceProps) =>
  reward.variants ? (
    <label class="slider">
      {ui.t("free_product")}
      <select
        value={reward.variantId}
        onChange={({ currentTarget }) => ui.model.choose(reward, currentTarget.value)}
      >
        {reward.variants.map(({ id, label }) => (
          <option value={id}>{label}</option>
        ))}
      </select>
    </label>
  ) : null;
