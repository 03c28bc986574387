// Giving an unused voucher up for its points. Repeating the request is harmless, so trying again needs no key.
import type { PanelCore } from "./panel-model.ts";

export const createGivingBack = ({ store, adapter, accept, refresh }: PanelCore) => ({
  askToGiveBack(voucherId: string) {
    store.set({ givingBack: { step: "confirm", voucherId } });
  },
  keepVoucher() {
    store.set({ givingBack: undefined });
  },
  async giveBack() {
    const { givingBack } = store.get();
    if (!givingBack || givingBack.step === "working") return;
    const { voucherId } = givingBack;
    store.set({ givingBack: { step: "working", voucherId } });
    try {
      const answer = await adapter.cancel({ voucherId });
      if (answer.outcome === "refused") {
        store.set({ givingBack: { step: "refused", voucherId, reason: answer.reason } });
      } else {
        accept(answer.voucher, answer.balance);
        store.set({ givingBack: undefined });
      }
    } catch {
      store.set({ givingBack: { step: "unanswered", voucherId } });
      return;
    }
    await refresh();
  },
});
