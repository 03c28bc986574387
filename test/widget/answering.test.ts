// Accepting and declining an invitation, without a screen: whatever the network does, one answer is
// given once.
import { expect, test } from "vitest";
import { invitationRefusals } from "../../widget/contract/invitation.ts";
import { openModel } from "./open-model.ts";
import type { OpenModel } from "./open-model.ts";
import { aMemberAnswer, anInvitation } from "./panel-answers.ts";
import { PretendShop } from "./pretend-shop.ts";

const invited = (...tiers: string[]) =>
  new PretendShop(
    aMemberAnswer({ invitations: tiers.map((tierId) => anInvitation({ tierId, name: tierId })) }),
  );
const listed = ({ model }: OpenModel) => {
  const { answer } = model.store.get();
  return answer?.audience === "member" ? answer.invitations.map(({ tierId }) => tierId) : [];
};
const first = ({ model }: OpenModel) => {
  const { answer } = model.store.get();
  const invitation = answer?.audience === "member" && answer.invitations[0];
  if (!invitation) throw new Error("there is no invitation");
  return invitation;
};
const step = ({ model }: OpenModel) => model.store.get().answering?.step;

test("the module is fetched for the invited only", async () => {
  expect((await openModel(invited())).fetches()).toBe(0);
  expect((await openModel(invited("vip"))).fetches()).toBe(1);
});

test.each(["accepted", "declined"] as const)("an invitation is %s", async (answer) => {
  const shop = invited("vip", "lead");
  const open = await openModel(shop);
  await open.invitations().give(first(open), answer);
  expect(step(open)).toBe(answer);
  expect([...shop.answers]).toEqual([["vip", answer]]);
  expect(listed(open)).toEqual(["lead"]);
});

test("declining is asked about first, and can be left", async () => {
  const shop = invited("vip");
  const open = await openModel(shop);
  open.invitations().ask(first(open));
  expect(step(open)).toBe("ask");
  open.invitations().keep();
  expect(step(open)).toBeUndefined();
  expect([listed(open), shop.answers.size]).toEqual([["vip"], 0]);
});

test("an answer that is lost is given again without harm", async () => {
  const shop = invited("vip");
  const open = await openModel(shop);
  const invitation = first(open);
  shop.lostAnswers = 1;
  await open.invitations().give(invitation, "accepted");
  expect([step(open), listed(open)]).toEqual(["unanswered", ["vip"]]);
  await open.invitations().give(invitation, "accepted");
  expect([step(open), listed(open)]).toEqual(["accepted", []]);
});

test("pressing twice asks once", async () => {
  const shop = invited("vip");
  const open = await openModel(shop);
  const invitation = first(open);
  const { give } = open.invitations();
  await Promise.all([give(invitation, "accepted"), give(invitation, "declined")]);
  expect([...shop.answers]).toEqual([["vip", "accepted"]]);
  expect(step(open)).toBe("accepted");
});

test.each(invitationRefusals)("a refusal is the last word: %s", async (reason) => {
  const shop = invited("vip");
  const open = await openModel(shop);
  shop.invitationRefusal = reason;
  shop.state = aMemberAnswer();
  await open.invitations().give(first(open), "accepted");
  expect([step(open), listed(open)]).toEqual([reason, []]);
});

test("an invitation that was sent anew meanwhile is shown", async () => {
  const shop = invited("vip");
  const open = await openModel(shop);
  const old = first(open);
  shop.invitationRefusal = "no_invitation";
  const anew = anInvitation({ invitedAt: "2026-08-01T10:00:00.000Z" });
  shop.state = aMemberAnswer({ invitations: [anew] });
  await open.invitations().give(old, "accepted");
  expect([step(open), first(open)]).toEqual(["no_invitation", anew]);
});

test("the last word is gone when another section is opened", async () => {
  const open = await openModel(invited("vip"));
  await open.invitations().give(first(open), "declined");
  open.model.show("rewards");
  expect(step(open)).toBeUndefined();
});
