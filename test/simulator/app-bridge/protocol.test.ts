// Only the known window of the known origin is heard, and every question gets its own answer.
import { describe, expect, it } from "vitest";
import { createHostLink, findHostOrigin } from "../../../simulator/app-bridge/host-link.ts";
import { readMessage, wrapMessage } from "../../../simulator/app-bridge/protocol.ts";

const HOST = "http://localhost:4400";

describe("a message between app and admin", () => {
  const source = {};
  const expected = { origin: HOST, source };
  const data = wrapMessage({ kind: "hello", path: "/" });

  it("is read when it comes from the known window and origin", () => {
    expect(readMessage({ data, origin: HOST, source }, expected)).toEqual({
      kind: "hello",
      path: "/",
    });
  });

  it.each([
    ["another origin", { data, origin: "http://evil.example", source }],
    ["another window", { data, origin: HOST, source: {} }],
    ["no mark", { data: { message: { kind: "hello" } }, origin: HOST, source }],
    ["another mark", { data: { mark: "x", message: { kind: "hello" } }, origin: HOST, source }],
    ["no kind", { data: { mark: "simulated-admin", message: {} }, origin: HOST, source }],
    ["plain text", { data: "hello", origin: HOST, source }],
    ["nothing", { data: null, origin: HOST, source }],
  ])("is ignored with %s", (_, received) => {
    expect(readMessage(received, expected)).toBeNull();
  });
});

/** A browser window as far as the link uses one, inside a frame that keeps what it is sent. */
function framedWindow() {
  const posted: { message: { kind: string; id: string }; to: string }[] = [];
  const parent = {
    postMessage: (data: { message: { kind: string; id: string } }, to: string) =>
      posted.push({ message: data.message, to }),
  };
  const view = Object.assign(new EventTarget(), { parent });
  const hear = (message: object, origin = HOST): void => {
    const event = Object.assign(new Event("message"), { data: wrapMessage(message), origin });
    view.dispatchEvent(Object.assign(event, { source: parent }));
  };
  return { view: view as unknown as Window, posted, hear };
}

describe("the app's link to the admin", () => {
  it("speaks only to the admin's origin and gets its answer by number", async () => {
    const { view, posted, hear } = framedWindow();
    const link = createHostLink(view, HOST);
    const [first, second] = [link.ask<string>("idToken"), link.ask<string>("idToken")];
    expect(posted.map(({ to }) => to)).toEqual([HOST, HOST]);
    const ids = posted.map(({ message }) => message.id);
    hear({ kind: "answer", id: ids[1], value: "b" });
    hear({ kind: "answer", id: ids[0], value: "forged" }, "http://evil.example");
    hear({ kind: "answer", id: ids[0], value: "a" });
    expect([await first, await second]).toEqual(["a", "b"]);
  });

  it("rejects with the admin's words when it refuses", async () => {
    const { view, posted, hear } = framedWindow();
    const asked = createHostLink(view, HOST).ask("extensions");
    hear({ kind: "refusal", id: posted[0]?.message.id, message: "Not now." });
    await expect(asked).rejects.toThrow("Not now.");
  });

  it("refuses at once outside a frame", async () => {
    const view = new EventTarget() as unknown as Window & { parent: unknown };
    Object.assign(view, { parent: view });
    await expect(createHostLink(view, HOST).ask("idToken")).rejects.toThrow(/not in it/);
  });

  it("takes the frame's origin from the browser, or else from the script's address", () => {
    const ancestors = Object.assign([HOST], { contains: () => true, item: () => HOST });
    expect(findHostOrigin(ancestors, "http://127.0.0.1:9/app-bridge.js")).toBe(HOST);
    expect(findHostOrigin(undefined, `${HOST}/app-bridge.js`)).toBe(HOST);
  });
});
