// The weight limits themselves: what is over them is noticed, and a file that is missing is no
// zero.
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { exceeded, extensionLimits, limitsFor, weigh } from "../../widget/size.ts";

const LOADER = "loyalty-loader.js";
const PANEL = "loyalty-panel.js";
const STYLES = "loyalty-panel.css";
const MORE = "loyalty-parts.css";
const ACTIVITY = "loyalty-activity.js";
const EARN = "loyalty-earn.js";
const FRIEND = "loyalty-friend.js";
const INVITATION = "loyalty-invitation.js";
const POINTS = "loyalty-points.js";
const REWARDS = "loyalty-rewards.js";

/** Bytes that do not compress. */
const noise = (length: number): Buffer => {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash("sha256").update(`${index}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
};

const SMALL = {
  loader: 900,
  panel: 8_000,
  styles: 1_500,
  more: 1_000,
  activity: 1_200,
  earn: 3_000,
  friend: 1_500,
  invitation: 1_500,
  points: 800,
  rewards: 2_000,
  others: [] as number[],
};

const overWith = (changes: Partial<typeof SMALL>) => {
  const all = { ...SMALL, ...changes };
  const { loader, panel, styles, more, activity, earn, friend, invitation, points } = all;
  const { rewards, others } = all;
  const files = new Map([
    [LOADER, weigh(noise(loader))],
    [STYLES, weigh(noise(styles))],
    [MORE, weigh(noise(more))],
    [PANEL, weigh(noise(panel))],
    [ACTIVITY, weigh(noise(activity))],
    [EARN, weigh(noise(earn))],
    [FRIEND, weigh(noise(friend))],
    [INVITATION, weigh(noise(invitation))],
    [POINTS, weigh(noise(points))],
    [REWARDS, weigh(noise(rewards))],
    ...others.map(
      (bytes, index) => [`other-${index}.${index ? "css" : "js"}`, weigh(noise(bytes))] as const,
    ),
  ]);
  return exceeded(limitsFor([...files.keys()]), files)
    .filter(({ isExceeded }) => isExceeded)
    .map(({ name }) => name);
};

test("what is small enough passes", () => {
  expect(overWith({})).toEqual([]);
});

test.each([
  ["a loader over 1 KB", { loader: 1_100 }, "before interaction: loader"],
  [
    "a first view over 10 KB by its script",
    { panel: 8_600 },
    "first view of the panel: script and styles",
  ],
  [
    "a first view over 10 KB by its styles",
    { styles: 2_100 },
    "first view of the panel: script and styles",
  ],
  ["styles of what comes later over 1.3 KB", { more: 1_400 }, "with what comes later: its styles"],
  ["invitations over 1.8 KB", { invitation: 1_900 }, "for the invited: invitation"],
  ["rewards over 3.5 KB", { rewards: 3_800 }, "on the rewards: rewards"],
  ["a history over 1.5 KB", { activity: 1_700 }, "on the history: activity"],
  ["cards over 3.5 KB", { earn: 3_800 }, "on the ways to earn: earn"],
  [
    "points of products and carts over 1 KB",
    { points: 1_100 },
    "beside products and carts: points",
  ],
  ["a landing over 1.8 KB", { friend: 2_000 }, "for friends: landing"],
] as const)("%s is noticed", (_, changes, name) => {
  expect(overWith(changes)).toEqual([name]);
});

test("many small files over 25 KB together are noticed, styles among them", () => {
  expect(overWith({ others: [7_500, 7_500] })).toEqual(["everything, scripts and styles"]);
});

test("a file that was not built is an error", () => {
  expect(() => exceeded(limitsFor([]), new Map())).toThrow("was not built");
});

test("an extension over 20 KB is noticed, and one that Shopify would not take", () => {
  const bundleOf = (extension: string) => ({ extension, target: "t", file: `${extension}/t.js` });
  const files = new Map([
    ["small/t.js", weigh(noise(19_000))],
    ["large/t.js", weigh(noise(20_500))],
    ["huge/t.js", weigh(noise(66_000))],
  ]);
  const limits = extensionLimits(["small", "large", "huge"].map(bundleOf));
  const over = exceeded(limits, files).filter((one) => one.isExceeded);
  expect(over.map(({ name }) => name)).toEqual(["large: t", "huge: t", "huge: t, Shopify's"]);
});
