/** @jsxImportSource preact */
// How points are earned.
import type { ComponentChildren } from "preact";
import type { ProgramView } from "../../contract/panel.ts";
import type { Ui } from "./ui.ts";

interface EarningProps {
  ui: Ui;
  program: ProgramView;
  children?: ComponentChildren;
}

export const Earning = ({ ui, program: { earning }, children }: EarningProps) => (
  <section>
    <h3>{ui.t("earn_title")}</h3>
    <p class="line">
      {ui.t(earning.tier ? "earn_order_tier" : "earn_order", {
        points: ui.points(earning.points),
        amount: ui.money(earning.perAmount),
        tier: earning.tier,
      })}
    </p>
    {children}
  </section>
);
