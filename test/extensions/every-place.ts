// Every place of Shopify's that an extension of ours declares, found by the configuration files; an
// app that answers each of them well, and every way in which it can fail.
import { getExtension } from "@shopify/ui-extensions-tester";
import { vi } from "vitest";
import { readExtensions } from "../../simulator/extension-host/declared-extensions.ts";
import type { MemberOrderAnswer, MemberProfileAnswer } from "../../widget/contract/account.ts";
import type { Card } from "../../widget/contract/card.ts";
import { aCard, aMemberAnswer, aVoucher, anEntry, anInvitation } from "../widget/panel-answers.ts";
import { codeAllocation, fiveOff, held, memberAnswer as checkoutAnswer } from "./checkout-page.ts";
import {
  type Speaking,
  closeExtension,
  extensions,
  openExtension,
  textsIn,
} from "./extension-page.ts";
import { liveSignal } from "./live-signal.ts";
import { answer as staffAnswer } from "./staff-answers.ts";
import { memberAnswer as thankYouAnswer } from "./thank-you-page.ts";
import { emptyCart, heldCode, tillAnswer } from "./till-page.ts";

export interface Place {
  /** The folder of the extension. */
  readonly folder: string;
  readonly target: string;
  /** What the merchant can set there. */
  readonly settings: readonly string[];
}

export const places: readonly Place[] = readExtensions(extensions).flatMap(
  ({ folder, targets, settings }) =>
    targets.map((target) => ({ folder, target, settings: settings.map(({ key }) => key) })),
);

type Fetch = (path: string, signal: AbortSignal) => Promise<Response>;

export interface Opened {
  /** From now on the host does not say who asks before what is returned is called. */
  leaveOpenWho: () => () => void;
  /** From now on the app answers like that. */
  answerBy: (fetch: Fetch) => void;
  render: () => Promise<void>;
  /** Whether the app was asked, and nobody waits for an answer any more. */
  isAnswered: () => boolean;
  /** How often it was asked for anything. */
  questions: () => number;
  /** How often it was asked for something to be done. */
  deeds: () => number;
  /** The longest that anybody would wait for one. */
  longestWaitMs: () => number;
  /** Lets all the time pass that anybody waits for an answer. */
  runOutOfTime: () => void;
  /** How often the extension asked to stand in the way of the buyer. */
  interceptions: () => number;
  close: () => void;
}

/** A customer, whose cart and whose order are looked at. */
function whatIsThere(settings: readonly string[]): Record<string, object> {
  const discountCodes = liveSignal<{ code: string }[]>([]);
  const discountAllocations = liveSignal<object[]>([]);
  const cart = liveSignal({ ...emptyCart, customer: { id: 7001 } });
  return {
    settings: liveSignal(Object.fromEntries(settings.map((key) => [key, false]))),
    discountCodes,
    discountAllocations,
    async applyDiscountCodeChange({ type, code }: { type: string; code: string }) {
      const entered = type === "addDiscountCode" ? [code] : [];
      discountCodes.set(entered.map((one) => ({ code: one })));
      discountAllocations.set(entered.map((one) => codeAllocation(one)));
      return { type: "success" };
    },
    order: liveSignal({
      id: "gid://shopify/Order/5123",
      name: "#1001",
      processedAt: new Date().toISOString(),
    }),
    data: { selected: [{ id: "gid://shopify/Customer/7001" }] },
    customer: { id: 7001 },
    cart: {
      current: cart,
      setCustomer: async () => {},
      async addCartCodeDiscount(code: string) {
        const cartDiscounts = [{ amount: 5, discountDescription: code }];
        cart.set({ ...cart.value, cartDiscounts });
      },
    },
  };
}

/** Opens a place at which somebody known is looked at; nothing is drawn yet. */
export function openPlace({ folder, target, settings }: Place): Opened {
  // The types know what one target has; any of them will do for what all have.
  const extension = getExtension(target as "purchase.checkout.block.render", {
    configSearchDir: `${extensions}/${folder}`,
  });
  const shopify = openExtension<Speaking>(extension, { folder, language: "en" });
  const intercept = vi.fn<() => Promise<() => void>>(async () => () => {});
  // Not every target has everything: Shopify's tester refuses what a target has not.
  for (const [name, value] of Object.entries({
    ...whatIsThere(settings),
    buyerJourney: { intercept },
  })) {
    if (name in shopify) Object.assign(shopify, { [name]: value });
  }
  const waits: number[] = [];
  let limits: AbortController[] = [];
  const asked: string[] = [];
  let answered = 0;
  vi.spyOn(AbortSignal, "timeout").mockImplementation((waitMs) => {
    waits.push(waitMs);
    limits.push(new AbortController());
    return (limits.at(-1) as AbortController).signal;
  });
  return {
    leaveOpenWho: () => leaveOpenWho(shopify),
    answerBy: (fetch) => {
      extension.fetch = async (input, init) => {
        if (!init?.signal) throw new Error("Asked without a bound");
        const path = (input as string).split("/extensions/")[1]?.split("?")[0] ?? "";
        asked.push(path);
        try {
          return await fetch(path, init.signal);
        } finally {
          answered++;
        }
      };
    },
    render: () => extension.render(),
    isAnswered: () => asked.length > 0 && answered === asked.length,
    questions: () => asked.length,
    deeds: () => asked.filter((path) => !(path in goodAnswers)).length,
    longestWaitMs: () => Math.max(...waits),
    runOutOfTime: () => {
      for (const limit of limits) limit.abort(new DOMException("Too late", "TimeoutError"));
      limits = [];
    },
    interceptions: () => intercept.mock.calls.length,
    close: () => {
      closeExtension(extension);
      vi.restoreAllMocks();
    },
  };
}

/** Of a shopper, of staff in the admin, and of staff at the till. */
function leaveOpenWho(shopify: object): () => void {
  const waiting: (() => void)[] = [];
  const token = () => new Promise<string>((resolve) => waiting.push(() => resolve("late")));
  const sources = {
    sessionToken: { get: token },
    auth: { idToken: token },
    session: { getSessionToken: token },
  };
  for (const [name, value] of Object.entries(sources)) {
    if (name in shopify) Object.assign(shopify, { [name]: value });
  }
  return () => {
    for (const say of waiting) say();
  };
}

const answering =
  (text: string, status = 200): Fetch =>
  async () =>
    new Response(text, { status });

/** What an app can come to, and what may stand between it and an extension. */
export const failures: Record<string, Fetch> = {
  "never answers": (_, signal) =>
    new Promise((_answered, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    }),
  "cannot be reached": async () => {
    throw new TypeError("Failed to fetch");
  },
  "answers 500": answering('{"error":"Something went wrong"}', 500),
  "answers 401": answering("", 401),
  "answers with a page": answering("<!doctype html><title>Maintenance</title>"),
  "answers nothing": answering(""),
  "answers half of it": answering('{"audience":"member","bal'),
};

/** JSON, but not what was asked for. */
export const otherShapes = [
  null,
  true,
  7,
  "Hello",
  [],
  {},
  { error: "not found" },
  { audience: "member" },
  { audience: "administrator" },
  { member: {} },
  { outcome: "issued" },
  { outcome: "refused" },
  { outcome: "refused", reason: "the_moon_is_full", refusals: ["the_moon_is_full"] },
  { outcome: "astonished" },
  { outcome: "adjusted" },
  { outcome: "enrolled" },
  { card: {} },
];

export const answeringJson = (value: unknown): Fetch => answering(JSON.stringify(value));

export const answeringWell: Fetch = async (path) => {
  const known = goodAnswers[path];
  if (known === undefined) throw new Error(`Say here what the app answers at ${path}`);
  return new Response(JSON.stringify(known));
};

const survey: Card = {
  id: "survey",
  title: "One question",
  text: "",
  isDone: false,
  note: null,
  action: {
    kind: "form",
    label: "Send",
    path: "survey/answer",
    fields: [{ name: "score", label: "How likely?", type: "scale", required: true, hint: null }],
  },
};
const gift = aCard({ id: "birthday" });
const more = { title: "Your rewards", sentences: ["You have 100 Beans."], more: "All of it" };
const profile: MemberProfileAnswer = {
  audience: "member",
  storeUrl: "https://harbour.example",
  ...more,
  cards: [survey],
};
const order: MemberOrderAnswer = {
  audience: "member",
  title: "What this order earns",
  standing: "kept",
  badge: null,
  sentences: ["You earned 100 Beans."],
  details: "What happened to them",
  movements: [anEntry()],
};

/** By the path below `/extensions/`. */
const goodAnswers: Record<string, object> = {
  checkout: {
    ...checkoutAnswer,
    rewards: [fiveOff],
    vouchers: [{ ...held, isFromCheckout: true }],
  },
  "thank-you": {
    ...thankYouAnswer,
    referral: {
      title: "Friends",
      text: "Hand it on.",
      link: "https://a.example",
      copyLabel: "Copy",
    },
    birthday: gift,
    survey,
  },
  "account/order": order,
  "account/profile": profile,
  "account/panel": {
    ...aMemberAnswer({
      vouchers: [aVoucher()],
      invitations: [anInvitation()],
      cards: [survey],
      history: { entries: [anEntry()], nextCursor: "older" },
    }),
    storeUrl: "https://harbour.example",
  },
  "staff/member": staffAnswer(),
  "staff/till": tillAnswer({ codes: [heldCode] }),
};

/** What the app answers well, each time without one of its parts or with something else there. */
export function changedAnswers(path: string): unknown[] {
  const known = goodAnswers[path] ?? {};
  return Object.keys(known).flatMap((key) =>
    [undefined, null, 7].map((part) => ({ ...known, [key]: part })),
  );
}

/** The sentences that an extension has of its own, without those that something is put into. */
export function ownTexts(folder: string): ReadonlySet<string> {
  const texts = Object.values(textsIn(folder, "en"));
  return new Set(texts.flatMap((text) => (typeof text === "string" ? text : Object.values(text))));
}
