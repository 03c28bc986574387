// One key per decision to redeem. It outlives a failed answer and a reload of the page, so that
// trying again never redeems twice; it is dropped once the shop has said what became of it.

export interface RequestKeys {
  keyFor: (rewardId: string) => string;
  drop: (rewardId: string) => void;
}

const PREFIX = "regulars:redeem:";

export const createRequestKeys = (
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined,
  newKey: () => string,
): RequestKeys => {
  const kept: Record<string, string> = {};
  return {
    keyFor(rewardId) {
      const name = PREFIX + rewardId;
      const key = (kept[name] ??= storage?.getItem(name) ?? newKey());
      try {
        storage?.setItem(name, key);
      } catch {
        // A full storage costs the memory of a reload, nothing else.
      }
      return key;
    },
    drop(rewardId) {
      delete kept[PREFIX + rewardId];
      storage?.removeItem(PREFIX + rewardId);
    },
  };
};
