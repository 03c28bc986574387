// The panel without a screen: an adapter in, state and actions out. Any number can live side by
// side.
import type { RewardView, WrittenBalance } from "../../contract/panel.ts";
import type { VoucherView } from "../../contract/voucher.ts";
import type { PanelAdapter } from "../adapter.ts";
import type { SeenMemory } from "../last-seen.ts";
import type { Announce, Choice, PanelState, View } from "./panel-state.ts";
import { bringPart, partOf } from "./parts.ts";
import type { Part, PartName } from "./parts.ts";
import { createStore } from "./store.ts";
import type { Store } from "./store.ts";

export interface PanelPorts {
  adapter: PanelAdapter;
  /** What was seen last; left out where nothing is kept. */
  memory?: SeenMemory;
  /** What the browser keeps, and for whom. */
  storage?: Storage | undefined;
  whose?: string | undefined;
  now?: () => number;
  announce: Announce;
  /** Lets the browser show what there is before anything more is drawn. */
  settle?: () => Promise<void>;
  copyText: (text: string) => Promise<void>;
  loadPart: (name: PartName, core: PanelCore) => Promise<Part>;
}

/** What the models of single features share. */
export interface PanelCore extends PanelPorts {
  store: Store<PanelState>;
  /** Takes over what an action brought: the voucher as it is now, the balance after it. */
  accept: (voucher: VoucherView, balance: WrittenBalance) => void;
  /** Fetches a part that is wanted now. */
  bring: (name: PartName) => Promise<void>;
  /** Tells the page what can be spent, unless it is somebody else's page. */
  tell: (balance: WrittenBalance) => void;
  /** Reads the truth again without a skeleton in between. */
  refresh: () => Promise<void>;
  /** Asks whether a reward is wanted; the rewards' module takes that over. */
  choose: (reward: RewardView, choice?: Choice) => void;
}

export type PanelModel = ReturnType<typeof createPanelModel>;

/** Reads the truth, and keeps it for the next page. */
const createLoading = (
  { adapter, memory, settle, whose, now = Date.now }: PanelPorts,
  { store, bring, tell }: Pick<PanelCore, "store" | "bring" | "tell">,
) => {
  let answeredAt = 0;
  return async () => {
    // What is on the screen stays: it was true a moment ago. What was seen last comes back at once,
    // and says so.
    const asked = adapter.panel();
    if (!store.get().answer) {
      // Whether it failed is looked at below.
      asked.catch(() => {});
      await settle?.();
      const seen = memory?.recall(now());
      store.set(
        seen
          ? { status: "ready", answer: seen.answer, old: { at: (answeredAt = seen.at) } }
          : { status: "loading" },
      );
    }
    try {
      const answer = await asked;
      answeredAt = now();
      const isOthers = !!whose && (answer.whose ?? whose) !== whose;
      store.set({ answer, status: "ready", paging: "idle", old: undefined, isOthers });
      if (!isOthers) memory?.keep(answer, answeredAt);
      if (answer.audience !== "member") return;
      tell(answer.balance);
      if (answer.invitations.length > 0) void bring("invitation");
      // With the connection comes what could not be fetched without it.
      bringShown(store, bring);
    } catch {
      store.set(answeredAt ? { old: { at: answeredAt, isAway: true } } : { status: "failed" });
    }
  };
};

/** Fetches the part that is looked at, unless it is there. */
const bringShown = (store: Store<PanelState>, bring: PanelCore["bring"]) => {
  const part = partOf(store.get());
  if (part) void bring(part);
};

export const createPanelCore = (ports: PanelPorts): PanelCore => {
  const store = createStore<PanelState>({ status: "loading", view: "home", paging: "idle" });
  const bring: PanelCore["bring"] = (name) => bringPart(core, name);
  const tell: PanelCore["tell"] = (balance) => {
    if (!store.get().isOthers) ports.announce("regulars:balance", balance);
  };
  const core: PanelCore = {
    ...ports,
    store,
    bring,
    tell,
    refresh: createLoading(ports, { store, bring, tell }),
    accept: (voucher, balance) => {
      const { answer } = store.get();
      if (answer?.audience !== "member") return;
      const others = answer.vouchers.filter(({ id }) => id !== voucher.id);
      store.set({ answer: { ...answer, balance, vouchers: [voucher, ...others] } });
      tell(balance);
    },
    choose: (reward) => {
      store.set({ redemption: { step: "confirm", reward } });
      void bring("rewards");
    },
  };
  return core;
};

export const createPanelModel = (core: PanelCore) => {
  const { store, bring, refresh } = core;
  return {
    store,
    bring,
    load: refresh,
    choose: (reward: RewardView, choice?: Choice) => core.choose(reward, choice),
    show: (view: View, spot?: string) => {
      store.set({
        view,
        spot,
        sent: undefined,
        redemption: undefined,
        givingBack: undefined,
        answering: undefined,
        copying: undefined,
      });
      bringShown(store, bring);
    },
    copy: async (code: string) => {
      const result = await core.copyText(code).then(
        () => "copied" as const,
        () => "copy_failed" as const,
      );
      store.set({ copying: { code, result } });
    },
  };
};
