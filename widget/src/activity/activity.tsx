/** @jsxImportSource preact */
// A module of its own, fetched when somebody opens the history: the list with its older pages, and
// the words for every reason in every language. One file for all languages is small enough.
import type { HistoryAnswer } from "../../contract/history.ts";
import type { Ui } from "../components/ui.ts";
import type { PanelCore } from "../models/panel-model.ts";
import { borrowJsx } from "./borrowed-jsx.ts";
import type { JsxRuntime } from "./borrowed-jsx.ts";
import { History } from "./history.tsx";
import { createPaging } from "./paging.ts";

/** Draws the history. */
export type Activity = (props: { ui: Ui; history: HistoryAnswer }) => preact.JSX.Element;

const createActivity = (runtime: JsxRuntime, core: PanelCore): Activity => {
  borrowJsx(runtime);
  const { loadMore } = createPaging(core);
  return (props) => <History {...props} loadMore={loadMore} />;
};

export default createActivity;
