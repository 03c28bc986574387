// Runs the app as a process of its own, so that tests can stop it, kill it and load it.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { webhookSecret } from "./webhooks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const startTimeoutMs = 20_000;

/** Bundles the process's program into the cache folder. Answers the file. */
export async function bundleApp(): Promise<string> {
  const outDir = `${root}/.cache/test-app-${process.pid}`;
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
      ssr: "test/support/app-main.ts",
      outDir,
      emptyOutDir: true,
      target: "es2022",
      rollupOptions: { output: { entryFileNames: "app.mjs" } },
    },
  });
  return `${outDir}/app.mjs`;
}

export interface AppProcess {
  readonly child: ChildProcess;
  /** Where it listens. */
  readonly port: number;
  /** The log so far, a line each. */
  readonly lines: string[];
  /** Sends the signal and answers the exit code, or the signal that ended it. */
  end: (signal: NodeJS.Signals) => Promise<number | NodeJS.Signals>;
}

export async function startAppProcess(
  bundle: string,
  environment: Record<string, string>,
): Promise<AppProcess> {
  const child = spawn(process.execPath, [bundle], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      NODE_ENV: "test",
      PORT: "0",
      SHOPIFY_API_KEY: "test-key",
      SHOPIFY_API_SECRET: webhookSecret,
      SHOPIFY_APP_URL: "http://localhost:4401",
      TOKEN_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString("base64"),
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const started = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(lines.join("\n"))), startTimeoutMs);
    child.once("exit", () => reject(new Error(`The app ended at once:\n${lines.join("\n")}`)));
    createInterface({ input: child.stderr }).on("line", (line) => lines.push(line));
    createInterface({ input: child.stdout }).on("line", (line) => {
      lines.push(line);
      const port = /"port":(\d+),"msg":"started"/.exec(line)?.[1];
      if (port === undefined && !line.includes('"msg":"started"')) return;
      clearTimeout(timer);
      resolve(Number(port ?? 0));
    });
  });
  return {
    child,
    port: await started,
    lines,
    end: async (signal) => {
      const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
      child.kill(signal);
      const [code, by] = await ended;
      return code ?? by ?? "SIGKILL";
    },
  };
}
