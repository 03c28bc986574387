// @vitest-environment happy-dom
// The stand-ins for Shopify's elements as extensions use them: drawn by Preact, with real controls,
// and told apart from what would show nothing at Shopify.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { h, render } from "preact";
import { afterEach, beforeAll, expect, it, vi } from "vitest";

const opened: [href: string, isNewPage: boolean][] = [];
const copied: string[] = [];

beforeAll(async () => {
  // Browsers have these handlers, by which Preact knows how the events are spelt.
  for (const name of ["onsubmit", "oncopy"]) {
    if (name in HTMLElement.prototype) continue;
    Object.defineProperty(HTMLElement.prototype, name, { value: null, writable: true });
  }
  const { defineElements } =
    await import("../../../simulator/extension-host/browser/elements/define.ts");
  const { watchElements } =
    await import("../../../simulator/extension-host/browser/elements/watch.ts");
  defineElements({
    open: (href, isNewPage) => void opened.push([href, isNewPage]),
    copy: async (text) => {
      if (text === "refused") throw new Error("not allowed");
      copied.push(text);
    },
  });
  watchElements();
});

afterEach(() => {
  render(null, document.body);
  vi.restoreAllMocks();
});

function inside<Found extends Element>(tag: string, selector: string): Found {
  const found = document.querySelector(tag)?.shadowRoot?.querySelector<Found>(selector);
  if (!found) throw new Error(`<${tag}> has no ${selector}`);
  return found;
}

function type(tag: string, text: string): void {
  const control = inside<HTMLInputElement>(tag, "[data-part=control]");
  control.value = text;
  control.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  control.dispatchEvent(new Event("change", { bubbles: true }));
}

const press = (tag: string) => inside<HTMLElement>(tag, "[data-part=box]").click();

it("a field has a label, takes what is typed, and says what is wrong", async () => {
  const heard: string[] = [];
  const listen = ({ currentTarget }: { currentTarget: { value: string } }) =>
    heard.push(currentTarget.value);
  const field = (error?: string) =>
    h("s-text-field", { label: "Reason", value: "", onInput: listen, onChange: listen, error });
  render(field(), document.body);
  expect(inside("s-text-field", "label").textContent).toBe("Reason");
  type("s-text-field", "late");
  expect(heard).toEqual(["late", "late"]);
  render(field("Enter a reason."), document.body);
  await vi.waitFor(() =>
    expect(inside("s-text-field", "[role=alert]").textContent).toBe("Enter a reason."),
  );
  expect(inside("s-text-field", "input").getAttribute("aria-describedby")).toBe("error");
});

it("a choice is read from the options, also from those that come later", async () => {
  const heard: string[] = [];
  const select = (options: string[]) =>
    h(
      "s-select",
      {
        label: "Score",
        onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
          heard.push(currentTarget.value),
      },
      options.map((value) => h("s-option", { value }, `No. ${value}`)),
    );
  render(select(["1"]), document.body);
  render(select(["1", "2"]), document.body);
  await vi.waitFor(() => expect(inside("s-select", "select").children).toHaveLength(3));
  type("s-select", "2");
  expect(heard).toEqual(["2"]);
});

it("a form is sent by its button and by the enter key, and not while it is being sent", () => {
  const send = vi.fn<() => void>();
  const form = (loading: boolean) =>
    h("s-form", { onSubmit: send }, [
      h("s-text-field", { label: "Name" }),
      h("s-button", { type: "submit", loading }, "Send"),
    ]);
  render(form(false), document.body);
  press("s-button");
  inside("s-text-field", "input").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
  expect(send).toHaveBeenCalledTimes(2);
  render(form(true), document.body);
  document.querySelector("s-button")?.dispatchEvent(new Event("click"));
  expect(send).toHaveBeenCalledTimes(2);
});

it("a button copies by its command, and tells when it could not", async () => {
  const told: string[] = [];
  const clipboard = (text: string) => [
    h("s-clipboard-item", {
      id: "code",
      text,
      onCopy: () => told.push("copied"),
      onCopyError: () => told.push("refused"),
    }),
    h("s-button", { command: "--copy", commandFor: "code" }, "Copy"),
  ];
  render(clipboard("SUNNY"), document.body);
  press("s-button");
  await vi.waitFor(() => expect([copied, told]).toEqual([["SUNNY"], ["copied"]]));
  render(clipboard("refused"), document.body);
  press("s-button");
  await vi.waitFor(() => expect(told).toEqual(["copied", "refused"]));
});

it("what is pressed stays while it is drawn again", async () => {
  const board = (count: number, loading: boolean) => [
    h("s-tile", { heading: "Loyalty", subheading: `${count} Beans`, itemCount: count || null }),
    h("s-button", { loading, disabled: loading, variant: "secondary" }, `Redeem ${count}`),
    h("s-section", { heading: `${count} rewards` }, h("s-link", { href: "/" }, "All")),
  ];
  const pieces = () =>
    ["s-tile", "s-button", "s-section", "s-link"].flatMap((tag) => [
      ...(document.querySelector(tag)?.shadowRoot?.querySelectorAll("*") ?? []),
    ]);
  render(board(2, false), document.body);
  await vi.waitFor(() => expect(inside("s-tile", "span:last-child").textContent).toBe("2"));
  const before = pieces();
  for (const [count, loading] of [
    [3, true],
    [4, false],
  ] as const) {
    render(board(count, loading), document.body);
    await vi.waitFor(() =>
      expect(inside("s-tile", "span:last-child").textContent).toBe(String(count)),
    );
    const now = pieces();
    expect(now).toHaveLength(before.length);
    expect(now.every((piece, place) => piece === before[place])).toBe(true);
  }
  render(board(0, false), document.body);
  await vi.waitFor(() => expect(inside("s-tile", "[data-part=box]").children).toHaveLength(2));
});

it("links are opened by the page around", () => {
  render(h("s-link", { href: "extension:page/", target: "_blank" }, "All"), document.body);
  expect(inside("s-link", "a").getAttribute("href")).toBe("extension:page/");
  press("s-link");
  expect(opened).toEqual([["extension:page/", true]]);
});

it("what shows nothing at Shopify is told", async () => {
  const told = vi.spyOn(console, "error").mockReturnValue(undefined);
  render(h("s-stack", {}, [h("div", {}, "plain"), h("s-unheard-of", {})]), document.body);
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2));
  expect(told.mock.calls.flat()).toEqual([
    "<div> shows nothing in an extension of Shopify's: only its own elements do",
    "The simulator does not play <s-unheard-of>",
  ]);
});

it("every element that our extensions use is played", () => {
  const root = join(import.meta.dirname, "../../../extensions");
  const sources = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".tsx"))
    .map((file) => readFileSync(join(root, file), "utf8"));
  const used = new Set(sources.flatMap((text) => text.match(/(?<=<)s-[a-z-]+/g) ?? []));
  expect(used.size).toBeGreaterThan(20);
  expect([...used].filter((tag) => customElements.get(tag) === undefined)).toEqual([]);
});
