// The preview beside the program's form: a made-up shopper, as the program treats one.
import { expect, test } from "vitest";
import { previewAnswer } from "../../../app/routes/app.program/preview-answer.ts";
import { programDocumentSchema } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

const spend = (atLeast: string) => ({
  anyOf: [{ allOf: [{ counter: "spend" as const, atLeast }] }],
});

type TierList = NonNullable<ProgramDocumentInput["tiers"]>["list"];

function tierOf(list: TierList, currency = "EUR") {
  const answer = previewAnswer(
    programDocumentSchema.parse({ ...PROGRAM_INPUT, tiers: { list } }),
    currency,
    "member",
  );
  return answer.audience === "member" ? answer.tier : undefined;
}

test("the member of the preview holds what one order enters, and sees what comes next", () => {
  const everybody = { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } };
  const silver = { id: "silver", name: "Silver", enter: spend("30000") };
  expect(tierOf([everybody, silver])).toEqual({
    name: "Bronze",
    next: {
      name: "Silver",
      missing: "orders worth €260",
      share: 133,
      through: null,
    },
    keep: null,
  });
});

test("whoever holds no tier sees what the first one asks, whole in currencies without cents", () => {
  const gold = { id: "gold", name: "Gold", enter: spend("10000") };
  expect(tierOf([gold], "JPY")).toEqual({
    name: null,
    next: {
      name: "Gold",
      missing: "orders worth ¥9,960",
      share: 4,
      through: null,
    },
    keep: null,
  });
});

test("at the top nothing comes next; without tiers there is none", () => {
  const small = { id: "small", name: "Small", enter: spend("100") };
  expect(tierOf([small])).toEqual({ name: "Small", next: null, keep: null });
  const plain = previewAnswer(programDocumentSchema.parse(PROGRAM_INPUT), "EUR", "member");
  expect(plain).toMatchObject({ tier: null });
});

test("the reward that comes first is the most that the sample balance brings", () => {
  const answer = previewAnswer(programDocumentSchema.parse(PROGRAM_INPUT), "EUR", "member");
  expect(answer).toMatchObject({ next: { rewardId: "five-off", why: "most" }, settings: [] });
});

test("words of the merchant's own are read in the preview", () => {
  const texts = [{ language: "en" as const, key: "redeem", text: "Treat yourself" }];
  const document = programDocumentSchema.parse({ ...PROGRAM_INPUT, texts });
  expect(previewAnswer(document, "EUR", "guest").words["redeem"]).toBe("Treat yourself");
});

test("a reward of the preview says for whom it is", () => {
  const [reward] = PROGRAM_INPUT.rewards;
  const audience = { tierIds: ["gold"], customerTags: ["vip"] };
  const tiers = { list: [{ id: "gold", name: "Gold", entry: "manual" as const }] };
  const document = programDocumentSchema.parse({
    ...PROGRAM_INPUT,
    tiers,
    rewards: [{ ...reward, description: "A treat.", audience }],
  });
  const { program } = previewAnswer(document, "EUR", "guest");
  expect(program.rewards[0]?.description).toBe(
    "A treat. For members with this tier: Gold. " +
      "For some customers of the shop: we look it up when you redeem.",
  );
});

test("the member reads the rate of the tier, and the guest the base rate", () => {
  const everybody = { id: "bronze", name: "Bronze", enter: { anyOf: [{ allOf: [] }] } };
  const list = [{ ...everybody, earnMultiplier: "1.25" }];
  const document = programDocumentSchema.parse({ ...PROGRAM_INPUT, tiers: { list } });
  const earning = (audience: "member" | "guest") =>
    previewAnswer(document, "EUR", audience).program.earning;
  expect(earning("member")).toMatchObject({ points: "2.5", tier: "Bronze" });
  expect(earning("guest")).toMatchObject({ points: "2", tier: null });
});
