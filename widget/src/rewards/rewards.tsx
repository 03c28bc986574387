/** @jsxImportSource preact */
// A module of its own, fetched when somebody looks at the rewards or wants one: the list, the way
// from a reward to its code, and the codes.
import { borrowJsx } from "../borrowed-jsx.ts";
import type { JsxRuntime } from "../borrowed-jsx.ts";
import type { PanelCore } from "../models/panel-model.ts";
import type { Part } from "../models/parts.ts";
import { createGivingBack } from "./giving-back.ts";
import { createRequestKeys } from "../request-keys.ts";
import { createRedeeming } from "./redeeming.ts";
import type { RedeemingPorts } from "./redeeming.ts";
import { RedemptionSteps } from "./redemption-steps.tsx";
import { RewardsView } from "./rewards-view.tsx";

const createRewards = (
  runtime: JsxRuntime,
  core: PanelCore,
  giving = createGivingBack(core),
  redeeming = createRedeeming(core, inBrowser(core)),
): Part => {
  borrowJsx(runtime);
  // Presses on a reward lead here from now on, and so does the one that brought this module.
  const { redemption } = core.store.get();
  core.choose = redeeming.choose;
  if (redemption) core.choose(redemption.reward);
  return ({ ui, answer }) => {
    const { redemption } = ui.state;
    return redemption ? (
      <RedemptionSteps ui={ui} answer={answer} redemption={redemption} redeeming={redeeming} />
    ) : (
      <RewardsView ui={ui} answer={answer} giving={giving} />
    );
  };
};

const inBrowser = ({ storage, whose, store }: PanelCore): RedeemingPorts => ({
  // Who redeems is whom the app answered, also on a page of somebody else.
  keys: createRequestKeys(
    storage,
    () => store.get().answer?.whose || whose,
    () => crypto.randomUUID(),
  ),
  wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
});

export default createRewards;
