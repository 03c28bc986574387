// Child processes of the benchmark: each tells its parent one JSON line when it is ready or done.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** As `npm start` runs the app. */
const nodeArgs = [
  "--max-semi-space-size=16",
  "--experimental-strip-types",
  "--disable-warning=ExperimentalWarning",
];

export interface BenchChild {
  /** The next JSON line that the child prints. */
  next: <T>() => Promise<T>;
  /** Sends the child a line. */
  say: (word: string) => void;
  end: () => Promise<void>;
}

/** Runs a script of this folder with the given arguments. */
export function startChild(script: string, args: readonly string[]): BenchChild {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [...nodeArgs, file, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    next: async <T>() => {
      const line = await lines.next();
      if (line.done === true) throw new Error(`${script} ended before it said anything.`);
      return JSON.parse(line.value) as T;
    },
    say: (word) => child.stdin.write(`${word}\n`),
    end: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await ended;
    },
  };
}
