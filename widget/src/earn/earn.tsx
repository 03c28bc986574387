/** @jsxImportSource preact */
// A module of its own, fetched when somebody looks for ways to earn: the cards, and everything that
// they ask.
import { borrowJsx } from "../borrowed-jsx.ts";
import type { JsxRuntime } from "../borrowed-jsx.ts";
import type { PanelCore } from "../models/panel-model.ts";
import type { Part } from "../models/parts.ts";
import { Cards } from "./cards.tsx";
import { createSending } from "./sending.ts";

const createEarn = (runtime: JsxRuntime, core: PanelCore): Part => {
  borrowJsx(runtime);
  const sending = createSending(core);
  return (props) => <Cards {...props} sending={sending} />;
};

export default createEarn;
