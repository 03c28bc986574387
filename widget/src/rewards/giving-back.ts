// Giving an unused voucher up for its points. Repeating the request is harmless, so trying again
// needs no key.
import type { PanelCore } from "../models/panel-model.ts";

export type GivingActions = ReturnType<typeof createGivingBack>;

export const createGivingBack = ({ store, adapter, accept, refresh }: PanelCore) => ({
  askToGiveBack: (voucherId: string) => store.set({ givingBack: { step: "confirm", voucherId } }),
  keepVoucher: () => store.set({ givingBack: undefined }),
  giveBack: async () => {
    const { givingBack } = store.get();
    if (!givingBack || givingBack.step === "working") return;
    const { voucherId } = givingBack;
    store.set({ givingBack: { step: "working", voucherId } });
    try {
      const answer = await adapter.cancel({ voucherId });
      if (answer.outcome === "refused") {
        const { reason } = answer;
        store.set({ givingBack: { step: "refused", voucherId, reason } });
      } else {
        accept(answer.voucher, answer.balance);
        store.set({ givingBack: undefined });
      }
      await refresh();
    } catch {
      store.set({ givingBack: { step: "unanswered", voucherId } });
    }
  },
});
