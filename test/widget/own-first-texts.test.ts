// @vitest-environment happy-dom
// What the panel says before the shop has answered, where the merchant wrote it otherwise.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { open } from "../../widget/src/panel.tsx";
import { aMemberAnswer } from "./panel-answers.ts";
import { panel, press, proxy, root, setUpPage, shop, shows, words } from "./panel-page.ts";

const first = { loading: "Beans are coming", failed_title: "No beans", close: "Shut" };

beforeEach(() => {
  setUpPage();
  root.dataset["first"] = JSON.stringify(first);
});
afterEach(() => vi.unstubAllGlobals());

const waiting = () => panel().querySelector("[role=status]")?.textContent;

test("it waits in the merchant's words", async () => {
  let answer: (response: Response) => void = () => undefined;
  vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => (answer = resolve)));
  await open(root, "");
  expect(waiting()).toBe("Beans are coming");
  answer(await proxy("/apps/loyalty/panel"));
  await shows("Next reward");
});

test("it fails in them, and says ours where there are none", async () => {
  shop.isDown = true;
  await open(root, "");
  await shows("No beans");
  expect(words()).toContain("Check your connection");
  shop.isDown = false;
  press("Try again");
  await shows("Next reward");
});

test("once the shop has answered, its words alone count", async () => {
  shop.state = aMemberAnswer();
  await open(root, "");
  await shows("Next reward");
  expect(() => press("Shut")).toThrow("no Shut");
  press("Close");
});
