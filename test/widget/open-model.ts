// A panel model over a pretend shop, with its waits and announcements written down.
import { Fragment } from "preact";
import { jsx } from "preact/jsx-runtime";
import createActivity from "../../widget/src/activity/activity.tsx";
import { createPaging } from "../../widget/src/activity/paging.ts";
import { createPanelModel } from "../../widget/src/models/panel-model.ts";
import type { PanelModel } from "../../widget/src/models/panel-model.ts";
import type { Redemption } from "../../widget/src/models/panel-state.ts";
import { createRequestKeys } from "../../widget/src/request-keys.ts";
import type { PretendShop } from "./pretend-shop.ts";

export interface OpenModel {
  model: PanelModel;
  /** Delays that the model asked for; none of them takes any time here. */
  waits: number[];
  /** How often the history's module was asked for. */
  fetches: () => number;
  /** Older pages, once the module is there. */
  loadMore: () => Promise<void>;
  announced: { name: string; detail: unknown }[];
  step: () => Redemption["step"] | undefined;
}

export const openModel = async (
  shop: PretendShop,
  storage?: Parameters<typeof createRequestKeys>[0],
): Promise<OpenModel> => {
  let made = 0;
  let fetches = 0;
  let paging: ReturnType<typeof createPaging> | undefined;
  const waits: number[] = [];
  const announced: OpenModel["announced"] = [];
  const model = createPanelModel({
    adapter: shop.adapter,
    keys: createRequestKeys(storage, () => `key-${(made += 1)}`),
    announce: (name, detail) => announced.push({ name, detail }),
    wait: async (delayMs) => {
      waits.push(delayMs);
    },
    copyText: async (text) => {
      if (text === "") throw new Error("nothing to copy");
    },
    loadActivity: async (core) => {
      fetches += 1;
      if (shop.isDown) throw new Error("no connection");
      paging = createPaging(core);
      return createActivity({ jsx, Fragment }, core);
    },
  });
  await model.load();
  const loadMore = async () => paging?.loadMore();
  return {
    model,
    waits,
    announced,
    fetches: () => fetches,
    loadMore,
    step: () => model.store.get().redemption?.step,
  };
};
