// The built system that a story is played on: the one that all stories share, or one of its own.
// What it wrote is kept, and shown when the story fails.
import { readFileSync } from "node:fs";
import { inject } from "vitest";
import { controlOf, type RunningStack } from "../../../simulator/demo/stack.ts";
import { startStoryStack } from "./own-stack.ts";

export type StoryStack = RunningStack & {
  /** Lines that the app and the simulator wrote. */
  readonly output: readonly string[];
};

export type OwnStack = StoryStack & {
  /** Ends the app's process and starts it again. */
  restartApp: () => Promise<void>;
  /** Ends the processes and removes the database. */
  close: () => Promise<void>;
};

/**
 * For a story that has a shop of its own, whose handle no other story uses. Others are played at
 * the same time: what belongs to all shops (the clock, faults, the app's process) is not to be
 * touched.
 */
export function sharedStack(): StoryStack {
  const { logFile, ...addresses } = inject("sharedStack");
  return {
    ...addresses,
    control: controlOf(addresses.simulatorUrl),
    get output() {
      return readFileSync(logFile, "utf8").trimEnd().split("\n");
    },
  };
}

/** For a story that moves the clock or restarts the app. Call `close` in `afterAll`. */
export async function openStack(): Promise<OwnStack> {
  const output: string[] = [];
  const stack = await startStoryStack(inject("databaseServer"), (line) => output.push(line));
  return { ...stack, output, close: stack.stop };
}

/** Asks again until the answer is there; throws with `what` when it does not come in time. */
export async function eventually<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined>,
  timeoutMs = 20_000,
): Promise<Answer> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`It did not happen in time: ${what}`);
    await new Promise((next) => setTimeout(next, 150));
  }
}
