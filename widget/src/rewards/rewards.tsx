/** @jsxImportSource preact */
// A module of its own, fetched when somebody looks at the rewards or wants one: the list, the way
// from a reward to its code, and the codes.
import { borrowJsx } from "../borrowed-jsx.ts";
import type { JsxRuntime } from "../borrowed-jsx.ts";
import type { PanelCore } from "../models/panel-model.ts";
import type { Part } from "../models/parts.ts";
import { createGivingBack } from "./giving-back.ts";
import { RedemptionSteps } from "./redemption-steps.tsx";
import { RewardsView } from "./rewards-view.tsx";

const createRewards = (
  runtime: JsxRuntime,
  core: PanelCore,
  giving = createGivingBack(core),
): Part => {
  borrowJsx(runtime);
  return ({ ui, answer }) => {
    const { redemption } = ui.state;
    return redemption ? (
      <RedemptionSteps ui={ui} answer={answer} redemption={redemption} />
    ) : (
      <RewardsView ui={ui} answer={answer} giving={giving} />
    );
  };
};

export default createRewards;
