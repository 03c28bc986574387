/** @jsxImportSource preact */
// The member's tier: what keeps it, and how far the next one is.
import type { KeepView, TierView } from "../../contract/panel.ts";
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
            <p>{t("tier_next", { tier: next.name, missing: next.missing })}</p>
            {next.through && <p>{t("tier_through", { date: ui.date(next.through) })}</p>}
          </>
        )}
      </div>
    </section>
  );
};

/** For how long it is sure, or what makes it so for longer. */
export const keepWords = (ui: Ui, tier: string, { lastDay, asks }: KeepView): string => {
  const missing = asks?.missing;
  return ui.t(missing ? "tier_keep" : asks ? "tier_kept" : "tier_until", {
    tier,
    date: ui.date(missing ? asks.through : lastDay),
    missing,
  });
};
