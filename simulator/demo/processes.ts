// Child processes of the demo: started with their output prefixed, waited for, ended together.
import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

const stripTypes = ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
/** How long a process may take to end after SIGTERM before it is killed, in milliseconds. */
const stopTimeoutMs = 20_000;
const pollMs = 100;

export type Process = { name: string; child: ChildProcess; stop: () => Promise<void> };

export type ProcessOptions = {
  name: string;
  script: string;
  args?: string[];
  env: Record<string, string>;
  print: (line: string) => void;
};

/** Starts `node script` with the given environment on top of this process's own. */
export function startProcess(options: ProcessOptions): Process {
  const child = spawn(process.execPath, [...stripTypes, options.script, ...(options.args ?? [])], {
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) =>
      options.print(`[${options.name}] ${line}`),
    );
  }
  return { name: options.name, child, stop: () => endProcess(child) };
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
  await ended;
  clearTimeout(killer);
}

/**
 * Waits until `url` answers with a 2xx status, or throws when the process has ended or time is up.
 */
export async function waitUntilReady(url: string, by: Process, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (by.child.exitCode !== null) {
      throw new Error(`${by.name} ended with code ${by.child.exitCode} before it was ready.`);
    }
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error(`${by.name} was not ready after ${timeoutMs / 1000} seconds (${url}).`);
}

/** A TCP port of 127.0.0.1 that nobody listens on now: `preferred` where it is free. */
export async function freePort(preferred = 0): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number | null>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(null));
      server.listen(port, "127.0.0.1", () => {
        const address = server.address();
        const found = typeof address === "object" && address ? address.port : null;
        server.close(() => resolve(found));
      });
    });
  const port = (await tryPort(preferred)) ?? (await tryPort(0));
  if (port === null) throw new Error("No free port on 127.0.0.1.");
  return port;
}
