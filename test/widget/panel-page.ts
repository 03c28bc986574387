// The panel in a page of a test: opened by the loader's call, asked over the app proxy, driven by
// its buttons.
import { expect, vi } from "vitest";
import createActivity from "../../widget/src/activity/activity.tsx";
import createEarn from "../../widget/src/earn/earn.tsx";
import createRewards from "../../widget/src/rewards/rewards.tsx";
import { PretendShop } from "./pretend-shop.ts";

/** The history's own file, as a page finds it; `offline` stands for a connection that is not. */
const ACTIVITY = `data:text/javascript,
if (globalThis.offline) throw new Error("offline");
export default (...args) => globalThis.createActivity(...args);`;

/** The file of the cards. */
const EARN = "data:text/javascript,export default (...args) => globalThis.createEarn(...args);";

/** The file of the rewards. */
const REWARDS =
  "data:text/javascript,export default (...args) => globalThis.createRewards(...args);";

export let shop: PretendShop;
export let root: HTMLElement;

/** The app proxy: the pretend shop behind addresses. */
export const proxy = async (url: string, options: RequestInit = {}): Promise<Response> => {
  const { adapter } = shop;
  const { pathname, searchParams } = new URL(url, "https://shop.test");
  const body = options.body ? JSON.parse(options.body as string) : undefined;
  switch (pathname) {
    case "/apps/loyalty/panel":
      return Response.json(await adapter.panel());
    case "/apps/loyalty/history":
      return Response.json(await adapter.history(searchParams.get("before") ?? ""));
    case "/apps/loyalty/redeem":
      return Response.json(await adapter.redeem(body));
    case "/apps/loyalty/vouchers/cancel":
      return Response.json(await adapter.cancel(body));
    case "/apps/loyalty/card":
      return Response.json(await adapter.card("card", body.values));
    default:
      throw new Error(`undeclared request: ${url}`);
  }
};

export const panel = () => {
  const shadow = root.querySelector(".regulars-host")?.shadowRoot;
  if (!shadow) throw new Error("the panel is not there");
  return shadow;
};
export const dialog = () => panel().querySelector("dialog");
export const words = () => panel().querySelector(".body")?.textContent ?? "";
export const press = (label: string) => {
  const all = [...panel().querySelectorAll<HTMLElement>("button, a")];
  const found = all.find((element) =>
    [element.textContent?.trim(), element.getAttribute("aria-label")].includes(label),
  );
  if (!found) throw new Error(`no ${label} among ${all.map((one) => one.textContent).join(", ")}`);
  found.click();
};
export const shows = (text: string) => expect.poll(words).toContain(text);

/** A page with nothing opened yet; globals are stubbed. */
export const setUpPage = (): void => {
  shop = new PretendShop();
  vi.stubGlobal("fetch", proxy);
  vi.stubGlobal("createActivity", createActivity);
  vi.stubGlobal("createEarn", createEarn);
  vi.stubGlobal("createRewards", createRewards);
  localStorage.clear();
  document.body.innerHTML = `<div data-root="/apps/loyalty" data-locale="en" data-cart="/en/cart"
    data-one="Bean" data-other="Beans" data-balance="80"></div>`;
  root = document.body.firstElementChild as HTMLElement;
  root.dataset["activity"] = ACTIVITY;
  root.dataset["earn"] = EARN;
  root.dataset["rewards"] = REWARDS;
};
