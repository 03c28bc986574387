/** @jsxImportSource preact */
// A module of its own, fetched when somebody opens the history: the list with its older pages.
import { borrowJsx } from "../borrowed-jsx.ts";
import type { JsxRuntime } from "../borrowed-jsx.ts";
import type { PanelCore } from "../models/panel-model.ts";
import type { Part } from "../models/parts.ts";
import { History } from "./history.tsx";
import { createPaging } from "./paging.ts";

const createActivity = (runtime: JsxRuntime, core: PanelCore): Part => {
  borrowJsx(runtime);
  const { loadMore } = createPaging(core);
  return ({ ui, answer }) => <History ui={ui} history={answer.history} loadMore={loadMore} />;
};

export default createActivity;
