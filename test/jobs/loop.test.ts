// Loops that share the work: two portions are under way at once, and stopping waits for both.
import { expect, test } from "vitest";
import { startLoops } from "../../app/jobs/loop.ts";

test("loops work at once, and stop once all that is under way is done", async () => {
  const finish: (() => void)[] = [];
  let begun = 0;
  let done = 0;
  const loops = startLoops(2, {
    once: async () => {
      begun++;
      await new Promise<void>((resolve) => finish.push(resolve));
      done++;
      return false;
    },
    pollMs: 60_000,
    onFault: (error) => expect.unreachable(String(error)),
  });
  await expect.poll(() => begun).toBe(2);
  const stopped = loops.stop();
  for (const each of finish) each();
  await stopped;
  expect({ begun, done }).toEqual({ begun: 2, done: 2 });
});

test("all loops look again when they are poked", async () => {
  let looks = 0;
  const loops = startLoops(2, {
    once: async () => {
      looks++;
      return false;
    },
    pollMs: 60_000,
    onFault: (error) => expect.unreachable(String(error)),
  });
  await expect.poll(() => looks).toBe(2);
  loops.poke();
  await expect.poll(() => looks).toBe(4);
  await loops.stop();
});
