// A panel model over a pretend shop, with its waits and announcements written down.
import { Fragment } from "preact";
import { jsx } from "preact/jsx-runtime";
import createActivity from "../../widget/src/activity/activity.tsx";
import { createPaging } from "../../widget/src/activity/paging.ts";
import { createAnswering } from "../../widget/src/invitation/answering.ts";
import type { AnsweringActions } from "../../widget/src/invitation/answering.ts";
import createEarn from "../../widget/src/earn/earn.tsx";
import { createGivingBack } from "../../widget/src/rewards/giving-back.ts";
import type { GivingActions } from "../../widget/src/rewards/giving-back.ts";
import createRewards from "../../widget/src/rewards/rewards.tsx";
import createInvitation from "../../widget/src/invitation/invitation.tsx";
import { createPanelCore, createPanelModel } from "../../widget/src/models/panel-model.ts";
import type { PanelModel } from "../../widget/src/models/panel-model.ts";
import type { Redemption } from "../../widget/src/models/panel-state.ts";
import { createRedeeming } from "../../widget/src/rewards/redeeming.ts";
import type { RedeemingActions } from "../../widget/src/rewards/redeeming.ts";
import { createRequestKeys } from "../../widget/src/request-keys.ts";
import type { PretendShop } from "./pretend-shop.ts";

export interface OpenModel {
  model: PanelModel & RedeemingActions;
  /** Delays that the model asked for; none of them takes any time here. */
  waits: number[];
  /** How often modules were asked for. */
  fetches: () => number;
  /** Older pages, once the module is there. */
  loadMore: () => Promise<void>;
  /** What can be done about invitations, once the module is there. */
  invitations: () => AnsweringActions;
  /** What can be done about vouchers, once the module is there. */
  giving: () => GivingActions;
  announced: { name: string; detail: unknown }[];
  step: () => Redemption["step"] | undefined;
}

export const openModel = async (
  shop: PretendShop,
  storage?: Parameters<typeof createRequestKeys>[0],
): Promise<OpenModel> => {
  let made = 0;
  let fetches = 0;
  let answering: AnsweringActions | undefined;
  let giving: GivingActions | undefined;
  let paging: ReturnType<typeof createPaging> | undefined;
  const waits: number[] = [];
  const announced: OpenModel["announced"] = [];
  const core = createPanelCore({
    adapter: shop.adapter,
    announce: (name, detail) => announced.push({ name, detail }),
    copyText: async (text) => {
      if (text === "") throw new Error("nothing to copy");
    },
    loadPart: async (name) => {
      fetches += 1;
      if (shop.isDown) throw new Error("no connection");
      if (name === "invitation") {
        answering = createAnswering(core);
        return createInvitation({ jsx, Fragment }, core);
      }
      if (name === "rewards") {
        giving = createGivingBack(core);
        return createRewards({ jsx, Fragment }, core, giving, redeeming);
      }
      if (name === "earn") return createEarn({ jsx, Fragment }, core);
      paging = createPaging(core);
      return createActivity({ jsx, Fragment }, core);
    },
  });
  const redeeming = createRedeeming(core, {
    keys: createRequestKeys(
      storage,
      () => "ana",
      () => `key-${(made += 1)}`,
    ),
    wait: async (delayMs) => {
      waits.push(delayMs);
    },
  });
  const model = { ...createPanelModel(core), ...redeeming };
  await model.load();
  const loadMore = async () => paging?.loadMore();
  return {
    model,
    waits,
    announced,
    fetches: () => fetches,
    loadMore,
    invitations: () => fetched(answering),
    giving: () => fetched(giving),
    step: () => model.store.get().redemption?.step,
  };
};

const fetched = <Actions>(actions: Actions | undefined): Actions => {
  if (!actions) throw new Error("the module is not there");
  return actions;
};
