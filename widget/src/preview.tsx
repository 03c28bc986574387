/** @jsxImportSource preact */
// The merchant's preview: the same panel in an iframe of the admin, showing an answer that the
// admin makes up. Nothing in it acts: the sections can be visited, a redemption can be asked for,
// but nothing is sent.
import { Fragment, render } from "preact";
import { jsx } from "preact/jsx-runtime";
import type { PanelAnswer, PanelWords } from "../contract/panel.ts";
import type { PreviewReady, PreviewShow } from "../contract/preview.ts";
import { firstTextsIn } from "../words/first-texts.ts";
import type { Texts } from "../words/texts/en.ts";
import { createWording } from "../words/wording.ts";
import { writtenFormats } from "../words/written-formats.ts";
import createActivity from "./activity/activity.tsx";
import type { PanelAdapter } from "./adapter.ts";
import { PanelView } from "./components/panel-view.tsx";
import createEarn from "./earn/earn.tsx";
import { createPanelCore, createPanelModel } from "./models/panel-model.ts";
import type { PanelCore, PanelModel } from "./models/panel-model.ts";
import { createGivingBack } from "./rewards/giving-back.ts";
import type { GivingActions } from "./rewards/giving-back.ts";
import { createRedeeming } from "./rewards/redeeming.ts";
import type { RedeemingActions } from "./rewards/redeeming.ts";
import createRewards from "./rewards/rewards.tsx";

/** Shows an answer in an element; call the result with newer ones as often as they change. */
const mountPanel = (element: HTMLElement, first: PanelAnswer) => {
  const model = createPreviewModel();
  const show = (answer: PanelAnswer) => model.store.set({ status: "ready", answer });
  model.store.subscribe(() => render(<Preview model={model} />, element));
  element.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) event.preventDefault();
  });
  show(first);
  return show;
};

const createPreviewModel = (): PanelModel => {
  const never = () => new Promise<never>(() => {});
  const adapter: PanelAdapter = {
    panel: never,
    history: never,
    redeem: never,
    cancel: never,
    answer: never,
    card: never,
  };
  const core = createPanelCore({
    adapter,
    announce() {},
    copyText: never,
    loadPart: async (name, shared) => {
      const runtime = { jsx, Fragment };
      if (name === "rewards") return createRewards(runtime, shared, ...idle(shared));
      return name === "earn" ? createEarn(runtime, shared) : createActivity(runtime, shared);
    },
  });
  return createPanelModel(core);
};

/** What would send something is left out. */
const idle = (core: PanelCore): [GivingActions, RedeemingActions] => {
  const nothing = async () => {};
  const ports = { keys: { keyFor: () => "", drop() {} }, wait: nothing };
  return [
    { ...createGivingBack(core), giveBack: nothing },
    { ...createRedeeming(core, ports), confirm: nothing },
  ];
};

const Preview = ({ model }: { model: PanelModel }) => {
  const state = model.store.get();
  const { words, program, numbers } = state.answer as PanelAnswer;
  const texts = { ...firstTextsIn(words.lang), ...(words as PanelWords & Texts) };
  const wording = createWording(writtenFormats(numbers), texts, program.pointsName);
  const links = { root: "", cart: "#", login: "#", register: "#" };
  return <PanelView ui={{ ...wording, model, state, links }} />;
};

const isShow = (value: unknown): value is PreviewShow =>
  (value as PreviewShow | null)?.type === "regulars:preview-show";

const serveFrame = () => {
  let show: ((answer: PanelAnswer) => void) | undefined;
  addEventListener("message", ({ source, data }: MessageEvent<unknown>) => {
    if (source !== parent || !isShow(data)) return;
    document.documentElement.lang = data.locale;
    if (data.accent) document.documentElement.style.setProperty("--regulars-accent", data.accent);
    if (show) show(data.answer);
    else show = mountPanel(document.body, data.answer);
  });
  const ready: PreviewReady = { type: "regulars:preview-ready" };
  // The frame's own origin is opaque in some browsers; the message says nothing that others may not
  // hear.
  parent.postMessage(ready, "*");
};

if (parent !== window) serveFrame();
