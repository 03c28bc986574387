// @vitest-environment happy-dom A panel that stays open while somebody else signs in: what is
// pressed then is refused by the shop, and the panel shows what is true now.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { aBalance } from "../support/a-balance.ts";
import { open } from "../../widget/src/panel.tsx";
import { aMemberAnswer } from "./panel-answers.ts";
import { press, proxy, root, setUpPage, shop, shows, words } from "./panel-page.ts";

const asked: string[] = [];
let signedIn: string;

/** The app: only who was answered last does anything. */
const door = async (url: string, options?: RequestInit) => {
  const { pathname, searchParams } = new URL(url, "https://shop.test");
  asked.push(pathname.replace("/apps/loyalty/", ""));
  if (pathname.endsWith("/panel") || searchParams.get("for") === signedIn) {
    return proxy(url, options);
  }
  return Response.json({ problem: "somebody_else" }, { status: 401 });
};

const signIn = (whose: string, available: number) => {
  signedIn = whose;
  shop.state = { ...aMemberAnswer({ balance: aBalance({ available }) }), whose };
};

beforeEach(() => {
  setUpPage();
  asked.length = 0;
  vi.stubGlobal("fetch", door);
  root.dataset["whose"] = "ana";
  signIn("ana", 150);
});
afterEach(() => vi.unstubAllGlobals());

test("a panel that nobody may read is not asked for again and again", async () => {
  await open(root, "");
  await shows("Redeem");
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return Response.json({}, { status: 401 });
  });
  asked.length = 0;
  dispatchEvent(new Event("online"));
  // Each page of a test listens on: this one is the first.
  await expect.poll(() => asked.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toHaveLength(1);
});

test("nothing is redeemed until who is signed in has read whose points these are", async () => {
  await open(root, "");
  await shows("Redeem");
  press("Redeem");
  await shows("Redeem now");
  signIn("ben", 140);
  press("Redeem now");
  await shows("since this page was opened");
  expect(shop.requests).toEqual([]);
  expect(words()).toContain("140");
  expect(words()).not.toContain("Redeem now");
  press("Redeem");
  await shows("Redeem now");
  press("Redeem now");
  await expect.poll(() => shop.requests.length).toBe(1);
});
