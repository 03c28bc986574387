// Documents of older schema versions, rewritten step by step. A step says all that its newer
// version can say: defaults that change later must not change what an older document meant.

/** A document as it was stored. */
type Stored = Readonly<Record<string, unknown>>;

/** From each schema version to the next one. */
const upgrades: ReadonlyMap<number, (stored: Stored) => Stored> = new Map([
  [1, fromFirst],
  [2, fromSecond],
]);

/**
 * The stored document as the newest schema version would have written it. Throws a RangeError for a
 * version that is newer, as after a return to an older release, or that never was.
 */
export function upgradeDocument(stored: unknown, from: number, newest: number): unknown {
  if (from > newest) {
    throw new RangeError(
      `Program schema ${from} is newer than ${newest}, the newest that this release reads`,
    );
  }
  if (from === newest) return stored;
  const upgrade = upgrades.get(from);
  if (!upgrade) throw new RangeError(`No upgrade from program schema ${from} is known`);
  return upgradeDocument(upgrade(requireObject(stored)), from + 1, newest);
}

const NO_PRODUCT = { productIds: [], variantIds: [], collectionIds: [], tags: [] };

/**
 * The first version knew a rate, a minimum and a cap per order; points were spendable at once, for
 * ever, and there were no tiers. What it already says stays as it is.
 */
function fromFirst(stored: Stored): Stored {
  return {
    rounding: "floor",
    campaigns: [],
    pending: { kind: "none" },
    expiry: {
      policy: { kind: "never" },
      byTier: [],
      appliesTo: "new_points",
      warningDays: [30, 7],
    },
    tiers: null,
    returnSpentPoints: "never",
    storeCreditRefunds: "taken_back",
    ...stored,
    earning: {
      discountsDeducted: true,
      vouchersDeducted: true,
      giftCardPaymentsIncluded: true,
      storeCreditPaymentsIncluded: true,
      perDayCap: null,
      perYearCap: null,
      programBudget: null,
      excludedProducts: NO_PRODUCT,
      productMultipliers: [],
      rules: [],
      stacking: "best",
      ...requireObject(stored["earning"]),
    },
    emails: {
      expiryWarning: true,
      tierChanged: true,
      tierNotice: true,
      tierInvitation: true,
      ...requireObject(stored["emails"]),
    },
  };
}

/**
 * The second version knew one reward, an amount off all of an order, without a name of its own.
 * What a discount does not say about subscriptions, Shopify takes for one-time purchases alone.
 */
function fromSecond(stored: Stored): Stored {
  return {
    codePrefix: "REG",
    rewardCampaigns: [],
    ...stored,
    rewards: requireList(stored["rewards"]).map(firstReward),
  };
}

function firstReward(reward: unknown): Stored {
  return {
    name: null,
    description: "",
    minimumQuantity: 0,
    items: { productIds: [], variantIds: [], collectionIds: [] },
    purchases: { oneTime: true, subscription: false },
    stock: null,
    drops: [],
    limits: [],
    audience: { tierIds: [], customerTags: [], segmentIds: [] },
    tierPrices: [],
    ...requireObject(reward),
  };
}

function requireList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError("A stored program document lacks a part");
  return value;
}

function requireObject(value: unknown): Stored {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("A stored program document lacks a part");
  }
  return value as Stored;
}
