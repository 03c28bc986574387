// The module that shows the history: fetched once it is wanted, and again after a failure. Whatever
// becomes of it, the rest of the panel goes on.
import type { PanelCore } from "./panel-model.ts";

export const createActivityLoading = (core: PanelCore) => ({
  bringActivity: async () => {
    const { store, loadActivity } = core;
    const { activity } = store.get();
    if (activity && activity !== "failed") return;
    store.set({ activity: "loading" });
    store.set({ activity: await loadActivity(core).catch(() => "failed" as const) });
  },
});
