// Parts of the panel in modules of their own: each is fetched once it is wanted, and again after a
// failure. Whatever becomes of it, the rest of the panel goes on.
import type { ComponentChildren } from "preact";
import type { MemberPanelAnswer } from "../../contract/panel.ts";
import type { Ui } from "../components/ui.ts";
import type { PanelCore } from "./panel-model.ts";
import type { PanelState } from "./panel-state.ts";

/** Named as the attributes in which Liquid writes their addresses. */
export type PartName = "activity" | "earn" | "invitation" | "rewards";

/** The part that shows what the panel is about; none for the overview. */
export const partOf = ({ redemption, view }: PanelState): PartName | undefined => {
  if (redemption) return "rewards";
  if (view === "home") return undefined;
  return view === "history" ? "activity" : view === "settings" ? "earn" : view;
};

/** Draws its share of the panel. */
export type Part = (props: { ui: Ui; answer: MemberPanelAnswer }) => ComponentChildren;

export const bringPart = async (core: PanelCore, name: PartName): Promise<void> => {
  const { store, loadPart } = core;
  const known = store.get()[name];
  if (known && known !== "failed") return;
  store.set({ [name]: "loading" });
  store.set({ [name]: await loadPart(name, core).catch(() => "failed" as const) });
};
