// Runs one piece of work again and again: at once while there is more, otherwise when poked or
// after a while.

export interface LoopOptions {
  /** Does one portion; answers whether there may be more. */
  readonly once: () => Promise<boolean>;
  /** The longest sleep between two looks. */
  readonly pollMs: number;
  /**
   * The first sleep after there was something: where work was, more comes soon. Each further sleep
   * is twice as long. Left out, all of them are the longest.
   */
  readonly firstPollMs?: number;
  readonly onFault: (error: unknown) => void;
}

export interface Loop {
  /** Says that there is something to do: the loop looks at once. */
  poke: () => void;
  /** Resolves when the portion under way is done; no other begins. */
  stop: () => Promise<void>;
}

/** A fault of the database or the network passes; until then it is not asked in a tight circle. */
const FAULT_PAUSE_MS = 1_000;

export function startLoop(options: LoopOptions): Loop {
  const { once, pollMs, firstPollMs = pollMs, onFault } = options;
  let isStopping = false;
  let isPoked = false;
  let wake: (() => void) | undefined;

  const sleep = async (ms: number): Promise<void> => {
    if (isPoked || isStopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = undefined;
  };

  const run = async (): Promise<void> => {
    let sleepMs = pollMs;
    while (!isStopping) {
      isPoked = false;
      try {
        if (await once()) {
          sleepMs = firstPollMs;
        } else {
          await sleep(sleepMs);
          sleepMs = Math.min(sleepMs * 2, pollMs);
        }
      } catch (error) {
        onFault(error);
        isPoked = false;
        await sleep(FAULT_PAUSE_MS);
      }
    }
  };

  // The first look comes after the caller has its handle: what it does may poke the loop.
  const running = Promise.resolve().then(run);
  return {
    poke: () => {
      isPoked = true;
      wake?.();
    },
    stop: async () => {
      isStopping = true;
      wake?.();
      await running;
    },
  };
}

/** Several loops that share the work, so that one goes on while another waits for the database. */
export function startLoops(count: number, options: LoopOptions): Loop {
  const loops = Array.from({ length: count }, () => startLoop(options));
  return {
    poke: () => {
      for (const loop of loops) loop.poke();
    },
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}
