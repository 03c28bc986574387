// Runs the jobs of a catalogue, each in a loop of its own. Several processes may: every job takes
// its rows under locks that others pass over.
import type { Instant } from "../core/calendar/instant.ts";
import type { Job } from "./catalogue.ts";
import { startLoop } from "./loop.ts";

export interface TimerOptions {
  readonly jobs: readonly Job[];
  readonly now: () => Promise<Instant>;
  readonly onDone: (job: string, count: number) => void;
  readonly onFault: (job: string, error: unknown) => void;
}

/** Processes that start together should not all work at the same moment. */
const MAX_FIRST_DELAY_MS = 5_000;

export function startTimers(options: TimerOptions): { stop: () => Promise<void> } {
  const starters: NodeJS.Timeout[] = [];
  const loops: { stop: () => Promise<void> }[] = [];
  for (const job of options.jobs) {
    const start = (): void => {
      loops.push(
        startLoop({
          once: async () => {
            const count = await job.run(await options.now());
            if (count > 0) options.onDone(job.name, count);
            return count >= job.batchSize;
          },
          pollMs: job.everyMs,
          onFault: (error) => options.onFault(job.name, error),
        }),
      );
    };
    starters.push(setTimeout(start, Math.random() * MAX_FIRST_DELAY_MS));
  }
  return {
    stop: async () => {
      for (const starter of starters) clearTimeout(starter);
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
