/** @jsxImportSource preact */
// How much of a reward that comes in steps: a native range, moved by touch, mouse and keyboard,
// that says points and money instead of a number of steps.
import type { Ui } from "../components/ui.ts";
import type { ChosenReward } from "../models/panel-state.ts";

interface SliderProps {
  ui: Ui;
  reward: ChosenReward;
  available: number;
}

export const Slider = ({ ui, reward, available }: SliderProps) => {
  const { slider, steps, points } = reward;
  if (!slider) return null;
  const { least, most } = slider;
  const text = `${ui.points(points)} = ${ui.reward(reward)}`;
  return (
    <label class="slider">
      {ui.t("how_much")}
      <input
        type="range"
        min={least}
        max={Math.max(least, Math.min(most, Math.floor(available / slider.points)))}
        value={steps}
        aria-valuetext={text}
        onInput={({ currentTarget }) => ui.model.choose(reward, Number(currentTarget.value))}
      />
      <output>{text}</output>
    </label>
  );
};
