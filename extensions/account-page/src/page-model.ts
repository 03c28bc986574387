// The page without a screen: the panel's own model, with the features that the panel fetches later.
import { createPaging } from "../../../widget/src/activity/paging.ts";
import { type Sending, createSending } from "../../../widget/src/earn/sending.ts";
import {
  type AnsweringActions,
  createAnswering,
} from "../../../widget/src/invitation/answering.ts";
import {
  type PanelModel,
  createPanelCore,
  createPanelModel,
} from "../../../widget/src/models/panel-model.ts";
import { type GivingActions, createGivingBack } from "../../../widget/src/rewards/giving-back.ts";
import { type RedeemingActions, createRedeeming } from "../../../widget/src/rewards/redeeming.ts";
import type { RequestKeys } from "../../../widget/src/request-keys.ts";
import type { AccountAdapter } from "./account-adapter.ts";

export interface PageModel extends PanelModel, GivingActions, RedeemingActions {
  readonly send: Sending["send"];
  /** Tells the app what happened; nobody reads its answer. */
  readonly tell: (path: string, values: Record<string, string>) => void;
  readonly loadMore: () => Promise<void>;
  readonly invitations: AnsweringActions;
}

export function createPageModel(adapter: AccountAdapter, keys: RequestKeys): PageModel {
  const core = createPanelCore({
    adapter,
    announce: () => {},
    // Codes are copied by Shopify's own element.
    copyText: () => Promise.reject(new Error("Extensions have no clipboard")),
    // Everything is here already.
    loadPart: async () => () => null,
  });
  const wait = (delayMs: number) => new Promise<void>((resolve) => setTimeout(resolve, delayMs));
  return {
    ...createPanelModel(core),
    ...createRedeeming(core, { keys, wait }),
    send: createSending(core).send,
    tell: (path, values) => {
      adapter.card(path, values).catch(() => {});
    },
    loadMore: createPaging(core).loadMore,
    invitations: createAnswering(core),
    ...createGivingBack(core),
  };
}
