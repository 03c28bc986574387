// What rewards of every kind say.
import { autoIssue } from "./auto-issue-terms.ts";
import { id, name, pointsAboveZero, writable } from "./fields.ts";
import { rewardConditions } from "./reward-condition-terms.ts";

export const rewardBasics = {
  id,
  name: name
    .nullable()
    .default(null)
    .describe("What members read; null for words of their own language, such as 5.00 off"),
  description: writable
    .trim()
    .max(300, "Use at most 300 characters")
    .default("")
    .describe("What members read below the name, as plain text"),
  points: pointsAboveZero.describe("What it costs"),
  ...rewardConditions,
  autoIssue,
};
