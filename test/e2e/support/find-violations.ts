// What axe finds on a page. The package's own builder opens a page for each look, sends the whole
// program to every frame each time, and passes over a frame that it cannot reach; here the program
// is sent to a frame once, and each look tells of every frame.
import axe, { type RunOptions } from "axe-core";
import type { Frame, Page } from "playwright-core";
import { lookAtFrames } from "./look-at-frames.ts";

const options: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
  // Each frame is looked at by itself.
  iframes: false,
};

/** What speaks against WCAG 2.2 AA, a text for each rule and frame. */
export function findViolations(page: Page): Promise<string[]> {
  return lookAtFrames(page, lookAt);
}

async function lookAt(frame: Frame): Promise<string[]> {
  await frame.evaluate(untilNothingMoves, LONGEST_MOVE_MS);
  if (!(await frame.evaluate(() => "axe" in globalThis))) await frame.evaluate(axe.source);
  return frame.evaluate(look, { options, isTop: frame.parentFrame() === null });
}

/** A change that somebody holds up would never end. */
const LONGEST_MOVE_MS = 2_000;

/** In the frame. What is still fading in is paler than it will be; what moves for ever is left. */
async function untilNothingMoves(longestMs: number): Promise<void> {
  const shadows = [...document.querySelectorAll("*")].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const ends = [document, ...shadows]
    .flatMap((root) => root.getAnimations())
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    .map(({ finished }) => finished);
  await Promise.race([
    Promise.allSettled(ends),
    new Promise((resolve) => setTimeout(resolve, longestMs)),
  ]);
}

/** In the frame. What is asked of whole pages is asked of the outermost one alone. */
async function look(given: { options: RunOptions; isTop: boolean }): Promise<string[]> {
  const { axe: program } = globalThis as unknown as { axe: typeof axe };
  const size = { width: window.innerWidth, height: window.innerHeight };
  const inside = { include: [["html"]], exclude: [], initiator: false, focusable: true, size };
  const partial = await program.runPartial(given.isTop ? document : inside, given.options);
  const { violations } = await program.finishRun([partial], given.options);
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.map((node) => `${node.target.join(" ")} — ${node.failureSummary ?? ""}`);
    return `${id}: ${help}\n  ${places.join("\n  ")}`;
  });
}
