/** @jsxImportSource preact */
// The member's tier, and what is missing to the next one.
import type { MissingView, TierView } from "../../contract/panel.ts";
import type { Ui } from "./ui.ts";

interface TierProps {
  ui: Ui;
  tier: TierView;
}

export const Tier = ({ ui, tier: { name, next } }: TierProps) => (
  <section>
    <h3>{ui.t("tier")}</h3>
    <div class="line">
      {name && <h4>{name}</h4>}
      {next && <p>{ui.t("tier_next", { tier: next.name, missing: missingOf(ui, next.ways) })}</p>}
    </div>
  </section>
);

/** "3 orders + 5 nights or 10 nights": a plus binds more closely than a second "and" would. */
const missingOf = (ui: Ui, ways: MissingView[][]): string =>
  ui.either(ways.map((way) => way.map((missing) => need(ui, missing)).join(" + ")));

const need = (ui: Ui, missing: MissingView): string => {
  if (missing.counter === "spend") return ui.t("need_spend", { amount: ui.money(missing.amount) });
  const { counter, count } = missing;
  const points = ui.points(count);
  return counter === "points" ? points : ui.t(`need_${counter}`, { points, count });
};
