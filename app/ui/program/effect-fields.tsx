// What a rule or campaign gives.
import { FormLayout } from "@shopify/polaris";
import type { BonusEffect } from "../../core/program/earning-terms.ts";
import { formatMoney } from "../format.ts";
import { asKind, SelectAt, TextAt } from "./fields.tsx";
import { useField, useProgramForm } from "./program-form.tsx";
import type { Typed } from "./typed-program.ts";

type TypedEffect = Typed<BonusEffect>;

export const blankEffect: TypedEffect = { kind: "multiplier", multiplier: "2" };

const blanks: Readonly<Record<BonusEffect["kind"], TypedEffect>> = {
  multiplier: blankEffect,
  bonus_per_unit: { kind: "bonus_per_unit", points: "1" },
  bonus_per_item: { kind: "bonus_per_item", points: "10" },
  bonus_per_order: { kind: "bonus_per_order", points: "50" },
};

export function EffectFields({ path }: { path: string }) {
  const { typed, currency } = useProgramForm();
  const { value, change } = useField(path);
  const { kind } = { ...blankEffect, ...(value as object) } as TypedEffect;
  const unit = formatMoney("1", currency);
  const points = typed.pointsName.other || "points";
  const options: { value: BonusEffect["kind"]; label: string }[] = [
    { value: "multiplier", label: `Multiply base ${points}` },
    { value: "bonus_per_unit", label: `More ${points} per ${unit}` },
    { value: "bonus_per_item", label: `More ${points} per item` },
    { value: "bonus_per_order", label: `More ${points} per order` },
  ];
  return (
    <FormLayout>
      <FormLayout.Group>
        <SelectAt
          path={`${path}.kind`}
          label="Gives"
          options={options}
          onChoose={(choice) => change(asKind(value, blanks[choice as BonusEffect["kind"]]))}
        />
        {kind === "multiplier" ? (
          <TextAt path={`${path}.multiplier`} label="Times" holds="decimal" />
        ) : (
          <TextAt
            path={`${path}.points`}
            label="How many more"
            holds={kind === "bonus_per_unit" ? "decimal" : "whole"}
          />
        )}
      </FormLayout.Group>
    </FormLayout>
  );
}
