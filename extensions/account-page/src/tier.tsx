/** @jsxImportSource preact */
// The member's tier: what keeps it, and how far the next one is.
import type { TierView } from "../../../widget/contract/panel.ts";
import { keepWords } from "../../../widget/src/components/tier.tsx";
import type { Ui } from "./ui.ts";

interface TierProps {
  ui: Ui;
  tier: TierView;
}

/** Shares are told in thousandths. */
const WHOLE = 1_000;

export const Tier = ({ ui, tier: { name, next, keep } }: TierProps) => (
  <s-section heading={ui.t("tier")}>
    <s-stack gap="small">
      {name !== null && <s-heading>{name}</s-heading>}
      {name !== null && keep && <s-paragraph>{keepWords(ui, name, keep)}</s-paragraph>}
      {next && (
        <>
          <s-progress
            value={next.share}
            max={WHOLE}
            accessibilityLabel={ui.t("tier_bar", { tier: next.name })}
          />
          <s-paragraph>
            {ui.t("tier_next", { tier: next.name, missing: next.missing })}
            {next.through !== null && ` ${ui.t("tier_through", { date: ui.date(next.through) })}`}
          </s-paragraph>
        </>
      )}
    </s-stack>
  </s-section>
);
