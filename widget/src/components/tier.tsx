/** @jsxImportSource preact */
// The member's tier: what keeps it, and how far the next one is.
import type { KeepView, MissingView, TierView } from "../../contract/panel.ts";
import type { Ui } from "./ui.ts";

interface TierProps {
  ui: Ui;
  tier: TierView;
}

export const Tier = ({ ui, tier: { name, next, keep } }: TierProps) => {
  const { t } = ui;
  return (
    <section>
      <h3>{t("tier")}</h3>
      <div class="line tier">
        {name && <h4>{name}</h4>}
        {name && keep && <p>{keepWords(ui, name, keep)}</p>}
        {next && (
          <>
            <progress
              max={1000}
              value={next.share}
              aria-label={t("tier_bar", { tier: next.name })}
            />
            <p>{t("tier_next", { tier: next.name, missing: missingOf(ui, next.ways) })}</p>
            {next.through && <p>{t("tier_through", { date: ui.date(next.through) })}</p>}
          </>
        )}
      </div>
    </section>
  );
};

/** For how long it is sure, or what makes it so for longer. */
export const keepWords = (ui: Ui, tier: string, { lastDay, asks }: KeepView): string => {
  const isAsked = asks && asks.ways.length > 0;
  return ui.t(isAsked ? "tier_keep" : asks ? "tier_kept" : "tier_until", {
    tier,
    date: ui.date(isAsked ? asks.through : lastDay),
    missing: isAsked ? missingOf(ui, asks.ways) : null,
  });
};

/** "3 orders + 5 nights or 10 nights": a plus binds more closely than a second "and" would. */
export const missingOf = (ui: Ui, ways: MissingView[][]): string =>
  ui.either(ways.map((way) => way.map((missing) => need(ui, missing)).join(" + ")));

const need = (ui: Ui, missing: MissingView): string => {
  if (missing.counter === "spend") return ui.t("need_spend", { amount: ui.money(missing.amount) });
  const { counter, count } = missing;
  const points = ui.points(count);
  return counter === "points" ? points : ui.t(`need_${counter}`, { points, count });
};
