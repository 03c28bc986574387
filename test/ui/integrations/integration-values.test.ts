// The form for a new integration says what is wrong with it before anything is sent.
import { describe, expect, it } from "vitest";
import { toldRefusals } from "../../../app/core/integrations/integration.ts";
import {
  type IntegrationValues,
  integrationProblems,
  newIntegration,
} from "../../../app/ui/integrations/integration-values.ts";
import { toldReasonInWords } from "../../../app/ui/integrations/told-words.ts";

const till: IntegrationValues = { ...newIntegration, name: "Till" };
const judgeMe: IntegrationValues = { ...till, kind: "judge_me", secret: "a-private-token-1" };

describe("a new integration", () => {
  it.each([
    till,
    judgeMe,
    { ...judgeMe, scopes: [] },
    { ...judgeMe, secret: ` ${judgeMe.secret} ` },
  ])("%j can be sent", (values) => {
    expect(integrationProblems(values)).toEqual({});
  });

  it.each<[Partial<IntegrationValues>, string[]]>([
    [{ name: "  " }, ["name"]],
    [{ name: "x".repeat(61) }, ["name"]],
    [{ name: "Ti\0ll" }, ["name"]],
    [{ name: "Till \ud83d" }, ["name"]],
    [{ scopes: [] }, ["scopes"]],
    [{ name: "", scopes: [] }, ["name", "scopes"]],
    [{ kind: "judge_me" }, ["secret"]],
    [{ kind: "judge_me", secret: "x".repeat(15) }, ["secret"]],
    [{ kind: "judge_me", secret: "x".repeat(201) }, ["secret"]],
    [{ kind: "judge_me", secret: "two words of a secret" }, ["secret"]],
  ])("with %j is told by its fields", (change, fields) => {
    expect(Object.keys(integrationProblems({ ...till, ...change }))).toEqual(fields);
  });
});

it("each reason for which nothing is earned has words of its own", () => {
  const words = toldRefusals.map(toldReasonInWords);
  expect(new Set([...words, toldReasonInWords(null)]).size).toBe(toldRefusals.length + 1);
});
