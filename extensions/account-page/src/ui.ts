// What every part of the page is handed: what parts of the panel are, and where the store is.
import type { Ui as PanelUi } from "../../../widget/src/components/ui.ts";
import type { PageModel } from "./page-model.ts";

export interface Ui extends PanelUi {
  readonly model: PageModel;
  /** Where paths of the store lead on from. */
  readonly storeUrl: string;
}
