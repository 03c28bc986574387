// What the simulated Shopify remembers. Plain data: ids are text (they pass 2^53), money is whole
// minor units in two currencies, moments are ISO strings on the simulator's clock.

export type * from "./model/credit.ts";
export type * from "./model/order.ts";
export type * from "./model/webhook.ts";

import type { CreditAccount, GiftCard } from "./model/credit.ts";
import type { DiscountClass, Order } from "./model/order.ts";
import type { Delivery } from "./model/webhook.ts";

export type Address = {
  id: string;
  firstName: string;
  lastName: string;
  address1: string;
  city: string;
  zip: string;
  province: string;
  provinceCode: string;
  country: string;
  countryCode: string;
  phone: string;
};

export type MarketingState = "SUBSCRIBED" | "NOT_SUBSCRIBED" | "UNSUBSCRIBED" | "PENDING";

export type Customer = {
  id: string;
  email: string | null;
  firstName: string | null;
  lastName: string | null;
  phone: string | null;
  state: "enabled" | "disabled" | "invited" | "declined";
  locale: string;
  note: string | null;
  tags: string[];
  marketingState: MarketingState;
  /** When the customer last said so; null where nobody ever asked. */
  marketingUpdatedAt: string | null;
  smsMarketingState: MarketingState;
  smsMarketingUpdatedAt: string | null;
  address: Address | null;
  createdAt: string;
  updatedAt: string;
};

export type Variant = {
  id: string;
  title: string;
  sku: string;
  priceMinor: number;
  compareAtMinor: number | null;
  grams: number;
};

export type Product = {
  id: string;
  handle: string;
  title: string;
  description: string;
  vendor: string;
  productType: string;
  tags: string[];
  giftCard: boolean;
  taxable: boolean;
  requiresShipping: boolean;
  variants: Variant[];
  createdAt: string;
  updatedAt: string;
  deletedAt: string | null;
};

/** A collection whose products were chosen by hand. */
export type Collection = {
  id: string;
  handle: string;
  title: string;
  productIds: string[];
  updatedAt: string;
};

/** Customers described by a query: who is in it is found out when somebody asks. */
export type Segment = {
  id: string;
  name: string;
  query: string;
  createdAt: string;
  updatedAt: string;
};

export type CartLine = { variantId: string; quantity: number };

export type Cart = { token: string; lines: CartLine[]; codes: string[]; createdAt: string };

export type StorefrontSession = { token: string; customerId: string | null; cartToken: string };

export type DiscountValue =
  | { kind: "amount"; amountMinor: number; eachItem: boolean }
  | { kind: "percentage"; fraction: string }
  | FreeShipping;

export type FreeShipping = {
  kind: "free_shipping";
  /** Null: wherever the shop ships to. */
  countryCodes: string[] | null;
  includeRestOfWorld: boolean;
  /** Rates above it are not made free. */
  maximumPriceMinor: number | null;
};

export type DiscountItems =
  | { kind: "all" }
  | { kind: "selected"; productIds: string[]; variantIds: string[]; collectionIds: string[] };

export type DiscountBuyers =
  | { kind: "all" }
  | { kind: "customers"; customerIds: string[] }
  | { kind: "segments"; segmentIds: string[] };

export type DiscountUse = {
  orderId: string;
  customerId: string | null;
  email: string | null;
  /** When the order was placed; one without a moment is long past. */
  at?: string;
};

export type Discount = {
  id: string;
  redeemCodeId: string;
  title: string;
  /** Null: it applies by itself, without a code. */
  code: string | null;
  startsAt: string;
  endsAt: string | null;
  usageLimit: number | null;
  appliesOncePerCustomer: boolean;
  buyers: DiscountBuyers;
  value: DiscountValue;
  items: DiscountItems;
  minimumSubtotalMinor: number | null;
  minimumQuantity: number | null;
  combinesWith: Record<DiscountClass, boolean>;
  appliesOnOneTimePurchase: boolean;
  appliesOnSubscription: boolean;
  recurringCycleLimit: number | null;
  tags: string[];
  uses: DiscountUse[];
  createdAt: string;
  updatedAt: string;
};

export type Metafield = {
  id: string;
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  digest: string;
  createdAt: string;
  updatedAt: string;
};

export type MetafieldDefinition = {
  id: string;
  ownerType: string;
  namespace: string;
  key: string;
  type: string;
  name: string;
  description: string | null;
  adminAccess: string;
  storefrontAccess: string;
};

/** Token lifetimes run on real time, so these moments are real milliseconds. */
export type AccessToken = {
  token: string;
  kind: "offline" | "online";
  userId: string | null;
  expiresAtMs: number | null;
  issuedWith: string | null;
};

export type RefreshToken = {
  token: string;
  expiresAtMs: number;
  /** The refresh token this one replaced. It stays usable until this one is used. */
  replaces: string | null;
};

export type Installation = {
  id: string;
  installedAt: string;
  scopes: string[];
  accessTokens: AccessToken[];
  refreshTokens: RefreshToken[];
};

export type Mail = {
  id: string;
  from: string;
  to: string[];
  subject: string;
  text: string | null;
  html: string | null;
  headers: Record<string, string>;
  receivedAt: string;
};

export type Shop = {
  id: string;
  handle: string;
  domain: string;
  name: string;
  /** The owner's own. */
  email: string;
  /** What customers see. */
  contactEmail: string;
  currency: string;
  timeZone: string;
  locale: string;
  country: string;
  countryCode: string;
  taxesIncluded: boolean;
  taxRate: string;
  taxTitle: string;
  shippingMinor: number;
  /** Whether goods can be bought with a plan of deliveries here. */
  sellsSubscriptions: boolean;
  /** Whether its plan has gift cards, and whether it lets customers have store credit. */
  hasGiftCards: boolean;
  storeCreditOn: boolean;
  /** The most that a gift card may hold, and an account of store credit. */
  giftCardLimitMinor: number;
  creditLimitMinor: number;
  plan: string;
  locationId: string;
  createdAt: string;
  updatedAt: string;
  nextOrderNumber: number;
  installation: Installation | null;
  customers: Map<string, Customer>;
  products: Map<string, Product>;
  collections: Map<string, Collection>;
  segments: Map<string, Segment>;
  orders: Map<string, Order>;
  discounts: Map<string, Discount>;
  giftCards: Map<string, GiftCard>;
  creditAccounts: Map<string, CreditAccount>;
  carts: Map<string, Cart>;
  sessions: Map<string, StorefrontSession>;
  /** Keyed by owner, namespace and key. */
  metafields: Map<string, Metafield>;
  metafieldDefinitions: MetafieldDefinition[];
};

/** How long Shopify takes to notice, in simulated seconds. */
export type Lag = {
  /** Until an order is counted among the uses of its discounts. */
  usesSeconds: number;
  /** Until a new record is found by searching lists. */
  searchSeconds: number;
};

export type SimulatorState = {
  nextId: bigint;
  lag: Lag;
  shops: Map<string, Shop>;
  deliveries: Delivery[];
  mails: Mail[];
};
