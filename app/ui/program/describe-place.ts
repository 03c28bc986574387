// Where in the program's form something is, in words.
import { sectionNames, sectionOf } from "./sections.ts";
import { valueAt } from "./typed-paths.ts";
import type { TypedProgram } from "./typed-program.ts";

const lists = ["earning.rules", "campaigns", "rewards", "rewardCampaigns", "tiers.list"];

/** `Earning rules, Coffee days`: the section, and the thing with a name that it is about. */
export function describePlace(typed: TypedProgram, path: string): string {
  const section = sectionNames[sectionOf(path)];
  const list = lists.find((start) => path.startsWith(`${start}.`));
  if (list === undefined) return section;
  const item = path.split(".").slice(0, list.split(".").length + 1);
  const name = valueAt(typed, [...item, "name"].join("."));
  const place = Number(item.at(-1)) + 1;
  return `${section}, ${typeof name === "string" && name.trim() !== "" ? name : `number ${place}`}`;
}
