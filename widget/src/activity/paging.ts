// Older history, one page per request.
import type { PanelCore } from "../models/panel-model.ts";

export const createPaging = ({ store, adapter }: PanelCore) => ({
  loadMore: async () => {
    const { answer, paging } = store.get();
    const cursor = answer?.audience === "member" && answer.history.nextCursor;
    if (!cursor || paging === "working") return;
    store.set({ paging: "working" });
    try {
      const { entries, nextCursor } = await adapter.history(cursor);
      const now = store.get().answer;
      // A refresh in between has replaced the list: this page belongs to the old one.
      if (now?.audience !== "member" || now.history.nextCursor !== cursor) return;
      const history = { entries: [...now.history.entries, ...entries], nextCursor };
      store.set({ answer: { ...now, history }, paging: "idle" });
    } catch {
      store.set({ paging: "failed" });
    }
  },
});
