/** @jsxImportSource preact */
// What a reward leaves to choose: how much of it, which of its products, and for whom.
import type { GiftField } from "../../../widget/contract/panel.ts";
import type { ChosenReward } from "../../../widget/src/models/panel-state.ts";
import { valueOf } from "../../parts/value-of.ts";
import type { Ui } from "./ui.ts";

interface ChoicesProps {
  ui: Ui;
  reward: ChosenReward;
  available: number;
  /** What was entered about somebody else. */
  friend: Readonly<Record<string, string>>;
  enter: (name: string, value: string) => void;
}

export const Choices = (props: ChoicesProps) => (
  <>
    <HowMuch {...props} />
    <Which {...props} />
    <ForWhom {...props} />
  </>
);

/** In points, a step at a time: what they come to is said above. */
const HowMuch = ({ ui, reward, available }: ChoicesProps) => {
  const { slider, points } = reward;
  if (!slider) return null;
  const most = Math.max(slider.least, Math.min(slider.most, Math.floor(available / slider.points)));
  const choose = (entered: string) => {
    const steps = Math.round(Number(entered) / slider.points);
    ui.model.choose(reward, Math.min(most, Math.max(slider.least, steps || slider.least)));
  };
  return (
    <s-stack gap="small">
      <s-number-field
        label={ui.t("how_much")}
        value={String(points)}
        min={slider.least * slider.points}
        max={most * slider.points}
        step={slider.points}
        suffix={ui.nameFor(points)}
        onChange={(event) => choose(valueOf(event))}
      />
      <s-text>{`${ui.points(points)} = ${ui.reward(reward)}`}</s-text>
    </s-stack>
  );
};

const Which = ({ ui, reward }: ChoicesProps) =>
  reward.variants ? (
    <s-select
      label={ui.t("free_product")}
      value={reward.variantId ?? ""}
      onChange={(event) => ui.model.choose(reward, valueOf(event))}
    >
      {reward.variants.map(({ id, label }) => (
        <s-option key={id} value={id}>
          {label}
        </s-option>
      ))}
    </s-select>
  ) : null;

const ForWhom = ({ ui, reward, friend, enter }: ChoicesProps) => {
  const { gift, isGift = false } = reward;
  if (!gift) return null;
  return (
    <>
      {gift.choice !== undefined && (
        <s-checkbox
          label={gift.choice}
          checked={isGift}
          onChange={() => ui.model.choose(reward, !isGift)}
        />
      )}
      {isGift &&
        gift.fields.map((field) => (
          <GiftEntry
            key={field.name}
            field={field}
            value={friend[field.name] ?? ""}
            enter={(value) => enter(field.name, value)}
          />
        ))}
    </>
  );
};

interface GiftEntryProps {
  field: GiftField;
  value: string;
  enter: (value: string) => void;
}

const GiftEntry = ({ field, value, enter }: GiftEntryProps) => {
  const { name, label, required, type, maxLength, min, max } = field;
  const entry = {
    name,
    label,
    required,
    value,
    onChange: (event: Event) => enter(valueOf(event)),
  };
  const length = maxLength === undefined ? {} : { maxLength };
  if (type === "email") return <s-email-field {...entry} {...length} onInput={entry.onChange} />;
  if (type === "text") return <s-text-field {...entry} {...length} onInput={entry.onChange} />;
  return <s-date-field {...entry} allow={`${min ?? ""}--${max ?? ""}`} />;
};
