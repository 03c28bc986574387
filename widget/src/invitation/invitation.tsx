/** @jsxImportSource preact */
// A module of its own, fetched for members who are invited to a tier: what it would give, and the
// answer.
import { borrowJsx } from "../borrowed-jsx.ts";
import type { JsxRuntime } from "../borrowed-jsx.ts";
import type { PanelCore } from "../models/panel-model.ts";
import type { Part } from "../models/parts.ts";
import { createAnswering } from "./answering.ts";
import { Invitations } from "./invitations.tsx";

const createInvitation = (runtime: JsxRuntime, core: PanelCore): Part => {
  borrowJsx(runtime);
  const actions = createAnswering(core);
  return (props) => <Invitations {...props} {...actions} />;
};

export default createInvitation;
