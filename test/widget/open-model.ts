// A panel model over a pretend shop, with its waits and announcements written down.
import { createPanelModel } from "../../widget/src/models/panel-model.ts";
import type { PanelModel } from "../../widget/src/models/panel-model.ts";
import type { Redemption } from "../../widget/src/models/panel-state.ts";
import { createRequestKeys } from "../../widget/src/request-keys.ts";
import type { PretendShop } from "./pretend-shop.ts";

export interface OpenModel {
  model: PanelModel;
  /** Delays that the model asked for; none of them takes any time here. */
  waits: number[];
  announced: { name: string; detail: unknown }[];
  step: () => Redemption["step"] | undefined;
}

export const openModel = async (
  shop: PretendShop,
  storage?: Parameters<typeof createRequestKeys>[0],
): Promise<OpenModel> => {
  let made = 0;
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
  });
  await model.load();
  return { model, waits, announced, step: () => model.store.get().redemption?.step };
};
