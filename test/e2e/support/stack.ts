// The built system for one story: own database, own ports, output kept and shown when the story
// fails.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack, type Stack } from "../../../simulator/demo/stack.ts";

export type StoryStack = Stack & {
  /** Lines that the app and the simulator wrote. */
  output: string[];
  /** Ends the processes and removes the database. */
  close: () => Promise<void>;
};

export async function openStack(): Promise<StoryStack> {
  const folder = mkdtempSync(join(tmpdir(), "regulars-story-"));
  // PostgreSQL may run as another user, who must reach its files.
  chmodSync(folder, 0o755);
  const output: string[] = [];
  const stack = await startStack({
    databaseFolder: join(folder, "postgres"),
    ports: { simulator: 0, app: 0, smtp: 0 },
    print: (line) => output.push(line),
  }).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`${String(error)}\n${output.slice(-40).join("\n")}`);
  });
  return {
    ...stack,
    output,
    close: async () => {
      await stack.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
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
