// @vitest-environment happy-dom A link of one's own, handed on: copied, sent with words that were
// edited, or through the phone's own sheet.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Card } from "../../widget/contract/card.ts";
import { open } from "../../widget/src/panel.tsx";
import { aCard, aMemberAnswer } from "./panel-answers.ts";
import { panel, press, root, setUpPage, shop, shows } from "./panel-page.ts";

beforeEach(() => {
  setUpPage();
  localStorage.clear();
});
afterEach(() => vi.unstubAllGlobals());

const openCards = async (card: Card) => {
  shop.state = aMemberAnswer({ cards: [card] });
  await open(root, "earn");
  await shows("How you earn");
};
const one = <Kind extends HTMLElement>(selector: string): Kind => {
  const found = panel().querySelector<Kind>(selector);
  if (!found) throw new Error(`no ${selector} in ${panel().innerHTML}`);
  return found;
};

describe("sharing", () => {
  const share: Card = aCard({
    id: "refer",
    action: {
      kind: "share",
      label: "Share",
      url: "/apps/loyalty/r/ANA",
      text: "Try this & that:",
      textLabel: "Your words",
      copyLabel: "Copy link",
      qr: "qr?code=ANA",
      qrLabel: "Show as a QR code",
      channels: [{ label: "E-mail", means: "email", href: "mailto:?body={text}%20{url}" }],
      path: "card",
    },
  });
  const url = () => new URL("/apps/loyalty/r/ANA", location.href).href;

  test("copies the link, and tells how it was handed on with a number of this browser", async () => {
    const copied: string[] = [];
    vi.stubGlobal("navigator", {
      clipboard: { writeText: async (text: string) => void copied.push(text) },
    });
    await openCards(share);
    press("Copy link");
    await shows("Copied");
    press("Copied");
    expect(copied).toEqual([url(), url()]);
    const [first, second] = shop.sent.map(([, values]) => values);
    expect(first).toEqual({ means: "copy", device: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(second).toEqual(first);
  });

  test("hands on the words as they were edited", async () => {
    await openCards(share);
    const link = one<HTMLAnchorElement>("article a");
    expect(link.href).toBe(
      `mailto:?body=Try%20this%20%26%20that%3A%20${encodeURIComponent(url())}`,
    );
    one<HTMLTextAreaElement>("textarea").value = "$& 100 %";
    link.addEventListener("click", (event) => event.preventDefault());
    link.click();
    expect(link.href).toBe(`mailto:?body=%24%26%20100%20%25%20${encodeURIComponent(url())}`);
    expect(shop.sent[0]?.[1]).toMatchObject({ means: "email" });
  });

  test("uses the phone's own sheet, and counts it only when something was shared", async () => {
    const shared: ShareData[] = [];
    vi.stubGlobal("navigator", {
      share: async (given: ShareData) => {
        shared.push(given);
        if (shared.length === 1) throw new DOMException("closed", "AbortError");
      },
    });
    await openCards(share);
    press("Share");
    await expect.poll(() => shared).toEqual([{ text: "Try this & that:", url: url() }]);
    expect(shop.sent).toEqual([]);
    press("Share");
    await expect.poll(() => shop.sent[0]?.[1]).toMatchObject({ means: "native" });
  });

  test("offers no sheet where there is none", async () => {
    await openCards(share);
    expect([...panel().querySelectorAll("article button")].map((one) => one.textContent)).toEqual([
      "Copy link",
    ]);
  });
});
