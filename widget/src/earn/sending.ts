// What a card asks for, from the press to the last word. Repeating a request is harmless, so trying
// again needs no key.
import type { Card, CardShare, ShareMeans } from "../../contract/card.ts";
import { deviceId } from "../device-id.ts";
import type { PanelCore } from "../models/panel-model.ts";
import type { Sent } from "../models/panel-state.ts";

export interface Sending {
  send: (cardId: string, path: string, values: Record<string, string>) => Promise<void>;
  /** Tells that a link was handed on; nothing is lost for the member when that fails. */
  shared: (share: CardShare, means: ShareMeans) => void;
  /** The cards as they stood when the list was last opened, those that are gone by their ids. */
  listed: (cards: Card[]) => (Card | string)[];
}

export const createSending = ({ store, adapter, refresh }: PanelCore): Sending => {
  let order: string[] = [];
  const show = (sent: Sent) => store.set({ sent });

  /** It has been taken, whatever becomes of the refresh. */
  const replace = (cardId: string, card: Card | null) => {
    const { answer } = store.get();
    if (answer?.audience !== "member") return;
    const replaced = (cards: Card[]) =>
      cards.flatMap((one) => (one.id === cardId ? (card ?? []) : one));
    const { cards, settings } = answer;
    store.set({ answer: { ...answer, cards: replaced(cards), settings: replaced(settings) } });
  };

  return {
    send: async (cardId, path, values) => {
      if (store.get().sent?.step === "working") return;
      show({ cardId, step: "working" });
      try {
        const said = await adapter.card(path, values);
        if ("card" in said) {
          show({ cardId, step: "taken", message: said.message });
          replace(cardId, said.card);
          await refresh();
        } else {
          show({ cardId, step: said.message ? "refused" : "unanswered", ...said });
        }
      } catch {
        show({ cardId, step: "unanswered" });
      }
    },
    shared: ({ path }, means) => {
      adapter.card(path, { means, device: deviceId() }).catch(() => {});
    },
    listed: (cards) => {
      // Nothing jumps away from under the hands: done cards move down when the list is opened anew.
      const ids = cards.map(({ id }) => id);
      order = store.get().sent ? [...new Set([...order, ...ids])] : ids;
      return order.map((id) => cards.find((card) => card.id === id) ?? id);
    },
  };
};
