/** @jsxImportSource preact */
// What stands there while the first answer, or the history's module, is under way: boxes as on the
// overview, so that nothing jumps.
import type { Ui } from "./ui.ts";
import { Balance } from "./balance.tsx";

export const Skeleton = ({ ui }: { ui: Ui }) => (
  <>
    <p class="unseen" role="status">
      {ui.t("loading")}
    </p>
    {ui.firstFigure && ui.state.view === "home" ? (
      <Balance ui={ui} available={ui.firstBalance as number} figure={ui.firstFigure} />
    ) : (
      <div class="bone tall" />
    )}
    <div class="bone card" />
    <div class="bone" />
  </>
);
