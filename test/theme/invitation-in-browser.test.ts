// An invitation in a real browser: its own file is fetched for the invited only, it is answered by
// keyboard, and the rest of the panel does without it.
import { AxeBuilder } from "@axe-core/playwright";
import { beforeEach, expect, test } from "vitest";
import type { PanelAnswer } from "../../widget/contract/panel.ts";
import { anInvitation } from "../widget/panel-answers.ts";
import { SMALLEST, inLanguage, member, setStage } from "./browser-stage.ts";
import { json } from "./storefront-page.ts";

const stage = setStage();
const { visit, openPanel, focused } = stage;
const FILE = "**/loyalty-invitation.js*";

const body = () => stage.page.locator("dialog .body");
const accept = () => stage.page.getByRole("button", { name: "Accept" });
const violations = async () => {
  const { violations: found } = await new AxeBuilder({ page: stage.page }).analyze();
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};
const sent: unknown[] = [];

/** The shop invites the member once, and answers as it is told. */
function offer(answer: { outcome: string; reason?: string }): void {
  const { proxy } = stage.shop;
  let invitations = [anInvitation()];
  stage.shop.proxy = (path, response) => {
    if (path === "/invitations/answer") {
      invitations = [];
      return json(response, answer);
    }
    const panel: PanelAnswer = inLanguage({ ...member, invitations }, stage.shop.scene.locale);
    return path === "/panel" ? json(response, panel) : proxy(path, response);
  };
}

beforeEach(() => {
  sent.length = 0;
  offer({ outcome: "accepted" });
});
const listen = () =>
  stage.page.on("request", (request) => {
    if (request.url().includes("/invitations/answer?")) sent.push(request.postDataJSON());
  });

test("what the tier gives is told, and accepted by keyboard; the focus goes to the answer", async () => {
  await visit({ viewport: SMALLEST, bypassCSP: true });
  listen();
  await openPanel();
  await accept().waitFor();
  const shown = await body().textContent();
  const gifts = ["Orders earn 1.5 times as much", "50\u00a0Points to welcome you", "Tastings"];
  for (const part of ["You are invited", "VIP", ...gifts, "valid until Dec 31, 2026"]) {
    expect(shown).toContain(part.replace("Points", member.program.pointsName.other));
  }
  expect(await violations()).toEqual([]);
  await stage.section(3).focus();
  const met: string[] = [];
  while (!met.includes("Accept")) {
    await stage.page.keyboard.press("Tab");
    met.push(await focused());
    expect(met.length).toBeLessThan(5);
  }
  expect(met.slice(-2)).toEqual(["Decline", "Accept"]);
  await stage.page.keyboard.press("Enter");
  await stage.page.getByText("You are now VIP.").waitFor();
  expect(await focused()).toBe("You are now VIP.");
  expect(await accept().count()).toBe(0);
  expect(sent).toEqual([
    { tierId: "vip", invitedAt: "2026-07-01T10:00:00.000Z", answer: "accepted" },
  ]);
  expect(await violations()).toEqual([]);
  expect(stage.complaints).toEqual([]);
});

test("declining is asked about first; pressing twice by mistake keeps the invitation", async () => {
  offer({ outcome: "declined" });
  await visit({ viewport: SMALLEST, bypassCSP: true });
  listen();
  await openPanel();
  const decline = stage.page.getByRole("button", { name: "Decline" });
  await decline.focus();
  await stage.page.keyboard.press("Enter");
  await stage.page.getByText("Decline this invitation?").waitFor();
  expect(await focused()).toBe("Not now");
  expect(await violations()).toEqual([]);
  await stage.page.keyboard.press("Enter");
  await accept().waitFor();
  expect(sent).toEqual([]);
  await stage.page.keyboard.press("Enter");
  await stage.page.keyboard.press("Tab");
  await stage.page.keyboard.press("Enter");
  await stage.page.getByText("You have declined VIP.").waitFor();
  expect(sent).toMatchObject([{ answer: "declined" }]);
});

test("a refusal is a sentence", async () => {
  offer({ outcome: "refused", reason: "invitation_is_over" });
  stage.shop.scene = { balance: 80, locale: "de" };
  await visit();
  await openPanel();
  await stage.page.getByRole("button", { name: "Annehmen" }).click();
  const sentence = stage.page.getByText("Diese Einladung ist abgelaufen.");
  await sentence.waitFor();
  expect(await sentence.getAttribute("role")).toBe("status");
});

test("nobody else pays for it", async () => {
  stage.shop.proxy = (_, response) => json(response, member);
  await visit();
  const fetched: string[] = [];
  stage.page.on("request", (request) => void fetched.push(request.url()));
  await openPanel();
  for (const place of [2, 0]) await stage.section(place).click();
  expect(fetched.filter((url) => url.includes("loyalty-invitation"))).toEqual([]);
});

test("when its file cannot be loaded the panel goes on, and opening it again tries anew", async () => {
  await visit();
  await stage.page.route(FILE, (route) => route.abort());
  await openPanel();
  await stage.section(2).click();
  await stage.page.locator("dialog .code").waitFor();
  expect(await accept().count()).toBe(0);
  await stage.page.keyboard.press("Escape");
  await stage.page.unroute(FILE);
  await openPanel();
  await accept().waitFor();
  expect(await accept().isEnabled()).toBe(true);
});
