// What the `shopify` object answers, shows and refuses.
import { describe, expect, it } from "vitest";
import { createBridge } from "../../../simulator/app-bridge/api.ts";
import type { HostLink } from "../../../simulator/app-bridge/host-link.ts";
import type { AppMessage } from "../../../simulator/app-bridge/protocol.ts";

function bridge(answers: Record<string, unknown> = {}) {
  const sent: AppMessage[] = [];
  const questions: unknown[] = [];
  const listeners = new Map<string, (message: never) => void>();
  const link: HostLink = {
    hostOrigin: "http://localhost:4400",
    send: (message) => void sent.push(message),
    ask: <Answer>(name: string, question?: unknown) => {
      questions.push(question);
      return Promise.resolve((name in answers ? answers[name] : `answer to ${name}`) as Answer);
    },
    hear: (kind, listener) => void listeners.set(kind, listener as (message: never) => void),
  };
  const document = { getElementById: () => null };
  const view = { document, parent: {} } as unknown as Window;
  const configuration = { apiKey: "k", shop: "s", host: "h", locale: "en" };
  const hear = (message: { kind: string }): void => listeners.get(message.kind)?.(message as never);
  return { shopify: createBridge(view, configuration, link), sent, hear, questions };
}

describe("the shopify object", () => {
  it("asks the admin for what only the admin knows", async () => {
    const { shopify } = bridge();
    expect(await shopify.idToken()).toBe("answer to idToken");
    expect(await shopify.app.extensions()).toBe("answer to extensions");
    expect(await shopify.scopes.query()).toBe("answer to scopes");
    expect(shopify.environment).toMatchObject({ embedded: true, mobile: false, pos: false });
    await expect(shopify.ready).resolves.toBeUndefined();
  });

  it("asks the merchant for scopes, and gives them back", async () => {
    const detail = { granted: [], required: [], optional: ["write_gift_cards"] };
    const { shopify, questions } = bridge({
      requestScopes: { result: "declined-all", detail },
      revokeScopes: { detail },
    });
    const scopes = ["write_gift_cards" as const];
    expect(await shopify.scopes.request(scopes)).toEqual({ result: "declined-all", detail });
    expect(await shopify.scopes.revoke(scopes)).toEqual({ detail });
    expect(questions).toEqual([{ scopes }, { scopes }]);
  });

  it("shows toasts, and tells the app what became of each, once", () => {
    const { shopify, sent, hear } = bridge();
    const told: string[] = [];
    const id = shopify.toast.show("Saved", {
      action: "Undo",
      isError: true,
      onAction: () => told.push("action"),
      onDismiss: () => told.push("dismiss"),
    });
    expect(sent[0]).toEqual({
      kind: "toast-show",
      toast: { id, message: "Saved", isError: true, durationMs: 5000, action: "Undo" },
    });
    hear({ kind: "toast-event", id, event: "action" } as { kind: string });
    hear({ kind: "toast-event", id, event: "dismiss" } as { kind: string });
    expect(told).toEqual(["action"]);
  });

  it("opens the admin's list of resources with what is chosen already", async () => {
    const { shopify, questions } = bridge({ resourcePicker: [{ id: "gid://x/1", title: "Mug" }] });
    const chosen = await shopify.resourcePicker({
      type: "product",
      multiple: 5,
      action: "select",
      selectionIds: [{ id: "gid://x/1" }],
    });
    expect(chosen?.map(({ title }) => title)).toEqual(["Mug"]);
    expect(questions).toEqual([
      { type: "product", action: "select", limit: 5, query: "", chosenIds: ["gid://x/1"] },
    ]);
    await shopify.resourcePicker({ type: "variant" });
    expect(questions[1]).toMatchObject({ action: "add", limit: 1 });
  });

  it("hands over nothing from a list that was closed", async () => {
    const { shopify } = bridge({ resourcePicker: null });
    expect(await shopify.resourcePicker({ type: "collection" })).toBeUndefined();
  });

  it.each([
    ["picker", (shopify: typeof globalThis.shopify) => shopify.picker({ heading: "x", items: [] })],
    ["pos.cart.fetch", (shopify: typeof globalThis.shopify) => shopify.pos.cart.fetch()],
    ["scanner.capture", (shopify: typeof globalThis.shopify) => shopify.scanner.capture()],
  ])("refuses %s with a sentence instead of waiting", async (name, call) => {
    await expect(call(bridge().shopify)).rejects.toThrow(`shopify.${name} is not available`);
  });

  it("names the element that a page lacks", async () => {
    await expect(bridge().shopify.modal.show("confirm")).rejects.toThrow('<ui-modal id="confirm">');
  });

  it("declines a review politely, as Shopify does", async () => {
    expect(await bridge().shopify.reviews.request()).toMatchObject({
      success: false,
      code: "merchant-ineligible",
    });
  });
});
