// What the app's elements tell the admin, apart from drawing.
import { describe, expect, it } from "vitest";
import { describeButton } from "../../../simulator/app-bridge/elements/actions.ts";
import { describeMenu } from "../../../simulator/app-bridge/elements/nav-menu.ts";
import { SaveBarDisplay } from "../../../simulator/app-bridge/elements/save-bar.ts";
import type { SaveBarOwner } from "../../../simulator/app-bridge/elements/save-bar.ts";
import { snapshotFields } from "../../../simulator/app-bridge/form-tracking.ts";
import type { HostLink } from "../../../simulator/app-bridge/host-link.ts";
import type { AppMessage } from "../../../simulator/app-bridge/protocol.ts";

describe("a button of the app", () => {
  const describeWith = (values: Record<string, string>) =>
    describeButton({ key: "0", label: " Save ", attribute: (name) => values[name] ?? null });

  it("is told with its label, weight and state", () => {
    expect(describeWith({ variant: "primary", tone: "critical", loading: "" })).toEqual({
      key: "0",
      label: "Save",
      isDisabled: false,
      isLoading: true,
      isPrimary: true,
      isCritical: true,
    });
  });

  it("is not disabled by React's written-out false", () => {
    expect(describeWith({ disabled: "false", loading: "false" })).toMatchObject({
      isDisabled: false,
      isLoading: false,
    });
  });
});

describe("the app's menu", () => {
  it("marks the home link and leaves out what leads nowhere", () => {
    const links = [
      { label: "Home", href: "/app", rel: "home" },
      { label: " Members ", href: "/app/members", rel: null },
      { label: "Nothing", href: null, rel: null },
    ];
    expect(describeMenu(links)).toEqual([
      { label: "Home", href: "/app", isHome: true },
      { label: "Members", href: "/app/members", isHome: false },
    ]);
  });
});

describe("a tracked form", () => {
  it("is the same again when its fields hold what they held", () => {
    const entries = (name: string) =>
      [
        ["name", name],
        ["logo", new File(["x"], "a.png")],
      ] as const;
    const first = snapshotFields([...entries("one")]);
    expect(snapshotFields([...entries("two")])).not.toBe(first);
    expect(snapshotFields([["name", "one"]])).not.toBe(first);
    const fields = [["name", "one"]] as const;
    expect(snapshotFields(fields)).toBe(snapshotFields([...fields]));
  });
});

function recordingLink() {
  const sent: AppMessage[] = [];
  const listeners = new Map<string, (message: never) => void>();
  const link: HostLink = {
    hostOrigin: "http://localhost:4400",
    send: (message) => void sent.push(message),
    ask: () => Promise.reject(new Error("Nobody is asked here.")),
    hear: (kind, listener) => void listeners.set(kind, listener as (message: never) => void),
  };
  const press = (key: string): void =>
    listeners.get("press")?.({ kind: "press", area: "save-bar", key } as never);
  return { link, sent, press };
}

function owner(pressed: string[], name: string): SaveBarOwner {
  const button = {
    label: "",
    isDisabled: false,
    isLoading: false,
    isPrimary: true,
    isCritical: false,
  };
  return {
    state: () => ({
      isVisible: true,
      save: { ...button, key: "save" },
      discard: { ...button, key: "discard" },
      asksBeforeDiscard: false,
    }),
    press: (key) => void pressed.push(`${name} ${key}`),
  };
}

describe("the save bar", () => {
  it("belongs to whoever showed it last, and only that one can hide it", () => {
    const { link, sent, press } = recordingLink();
    const display = new SaveBarDisplay(link);
    const pressed: string[] = [];
    const [first, second] = [owner(pressed, "first"), owner(pressed, "second")];
    display.show(first);
    display.show(second);
    display.hide(first);
    press("save");
    display.hide(second);
    press("discard");
    expect(pressed).toEqual(["second save"]);
    expect(sent.map((message) => message.kind === "save-bar" && message.state !== null)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
