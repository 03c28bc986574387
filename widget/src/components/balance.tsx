/** @jsxImportSource preact */
// The number that people come for.
import type { ComponentChildren } from "preact";
import type { Ui } from "./ui.ts";

interface BalanceProps {
  ui: Ui;
  available: number;
  /** The number as it is written. */
  figure: string | null | undefined;
  children?: ComponentChildren;
}

export const Balance = ({ ui, available, figure, children }: BalanceProps) => (
  <section class="balance">
    <h3>{ui.t("balance")}</h3>
    <p class="figure">
      <b>{figure}</b> {ui.nameFor(available)}
    </p>
    {children}
  </section>
);
