// The worker processes of the crediting benchmark, seen from their parent.
import { startChild } from "./child.ts";
import type { BenchChild } from "./child.ts";
import type { WorkerNews } from "./credit-worker.ts";

/** What all workers together took since they started. */
export interface Usage {
  readonly cpuUs: number;
  /** Of the largest. */
  readonly memoryBytes: number;
  readonly handled: number;
}

export interface CreditWorkers {
  go: () => void;
  pause: () => void;
  /** Resolves once so many messages were handled since the start. */
  handled: (total: number) => Promise<void>;
  usage: () => Usage;
  end: () => Promise<void>;
}

interface Goal {
  readonly total: number;
  readonly reach: () => void;
  readonly fail: (error: unknown) => void;
}

/** Resolves when all of them are ready; they wait for `go`. */
export async function startCreditWorkers(url: string, count: number): Promise<CreditWorkers> {
  const workers = Array.from({ length: count }, () => startChild("credit-worker.ts", [url]));
  const latest: WorkerNews[] = await Promise.all(workers.map((each) => each.next<WorkerNews>()));
  let handled = 0;
  let goal: Goal | undefined;
  let isEnding = false;
  const listen = async (worker: BenchChild, index: number): Promise<void> => {
    while (!isEnding) {
      const news = await worker.next<WorkerNews>();
      latest[index] = news;
      handled += news.handled;
      if (goal !== undefined && handled >= goal.total) goal.reach();
    }
  };
  workers.forEach((worker, index) => {
    listen(worker, index).catch((error: unknown) => goal?.fail(error));
  });
  const sayAll = (word: string): void => {
    for (const worker of workers) worker.say(word);
  };
  return {
    go: () => sayAll("go"),
    pause: () => sayAll("pause"),
    handled: (total) =>
      new Promise((reach, fail) => {
        if (handled >= total) reach();
        else goal = { total, reach, fail };
      }),
    usage: () => ({
      cpuUs: latest.reduce((sum, { cpuUs }) => sum + cpuUs, 0),
      memoryBytes: Math.max(...latest.map(({ memoryBytes }) => memoryBytes)),
      handled,
    }),
    end: async () => {
      isEnding = true;
      await Promise.all(workers.map((worker) => worker.end()));
    },
  };
}
