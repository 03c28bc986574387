// One key per decision of one customer to redeem. It outlives a failed answer and a reload of the
// page, so that trying again never redeems twice; it is dropped once the shop has said what became
// of it. Another customer in the same browser finds none of them.

export interface RequestKeys {
  keyFor: (rewardId: string) => string;
  drop: (rewardId: string) => void;
}

/** `whose` names the customer of now, as long for each, so that no two names of keys are alike. */
export const createRequestKeys = (
  storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined,
  whose: () => string | undefined,
  newKey: () => string,
): RequestKeys => {
  const kept: Record<string, string> = {};
  const nameOf = (rewardId: string) => "regulars:redeem:" + whose() + rewardId;
  return {
    keyFor(rewardId) {
      const name = nameOf(rewardId);
      const key = (kept[name] ??= storage?.getItem(name) ?? newKey());
      try {
        storage?.setItem(name, key);
      } catch {
        // A full storage costs the memory of a reload, nothing else.
      }
      return key;
    },
    drop(rewardId) {
      delete kept[nameOf(rewardId)];
      storage?.removeItem(nameOf(rewardId));
    },
  };
};
