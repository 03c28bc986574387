// The page without a screen: the panel's own model, with the features that the panel fetches later.
import { createPaging } from "../../../widget/src/activity/paging.ts";
import { type Sending, createSending } from "../../../widget/src/earn/sending.ts";
import {
  type AnsweringActions,
  createAnswering,
} from "../../../widget/src/invitation/answering.ts";
import {
  type PanelCore,
  type PanelModel,
  createPanelModel,
} from "../../../widget/src/models/panel-model.ts";
import { type GivingActions, createGivingBack } from "../../../widget/src/rewards/giving-back.ts";
import type { RequestKeys } from "../../../widget/src/request-keys.ts";
import type { AccountAdapter } from "./account-adapter.ts";

export interface PageModel extends PanelModel, GivingActions {
  readonly send: Sending["send"];
  /** Tells the app what happened; nobody reads its answer. */
  readonly tell: (path: string, values: Record<string, string>) => void;
  readonly loadMore: () => Promise<void>;
  readonly invitations: AnsweringActions;
}

export function createPageModel(adapter: AccountAdapter, keys: RequestKeys): PageModel {
  let core: PanelCore | undefined;
  const model = createPanelModel({
    adapter,
    keys,
    announce: () => {},
    wait: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
    // Codes are copied by Shopify's own element.
    copyText: () => Promise.reject(new Error("Extensions have no clipboard")),
    // Everything is here already: its parts only ask for what they all share.
    loadPart: async (_, shared) => {
      core = shared;
      return () => null;
    },
  });
  void model.bring("earn");
  if (core === undefined) throw new Error("The model hands its parts nothing");
  return {
    ...model,
    send: createSending(core).send,
    tell: (path, values) => {
      adapter.card(path, values).catch(() => {});
    },
    loadMore: createPaging(core).loadMore,
    invitations: createAnswering(core),
    ...createGivingBack(core),
  };
}
