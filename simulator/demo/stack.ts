// The whole system as separate processes: PostgreSQL, the simulated Shopify, and the built app with
// its worker.
import { randomBytes } from "node:crypto";
import type { DemoDatabase } from "./demo-database.ts";
import { freePort, startProcess, waitUntilReady, type Process } from "./processes.ts";

export type StackOptions = {
  /** A migrated database; the stack stops it at its own end, and when it cannot start. */
  database: DemoDatabase;
  /** Wanted ports; another free one is taken where one is in use. 0: any. */
  ports: { simulator: number; app: number; smtp: number };
  print: (line: string) => void;
};

/** The system for those who use it, whoever started it. */
export type RunningStack = {
  appUrl: string;
  simulatorUrl: string;
  databaseUrl: string;
  /** Environment of the app, to run a second process beside it. */
  appEnvironment: Record<string, string>;
  /**
   * Calls the simulator's control API and answers its JSON; throws with its explanation on refusal.
   */
  control: <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;
};

export type Stack = RunningStack & {
  /** Ends the app's process and starts it from the build as it is now. */
  restartApp: () => Promise<void>;
  stop: () => Promise<void>;
};

const readyTimeoutMs = 90_000;

export async function startStack(options: StackOptions): Promise<Stack> {
  const { database } = options;
  const processes: Process[] = [];
  const stop = async () => {
    for (const process of processes.toReversed()) await process.stop();
    await database.stop();
  };
  try {
    const settings = await chooseSettings(options.ports);
    const environment = appEnvironment(settings, database.applicationUrl);
    const simulator = start("shopify", "simulator/main.ts", simulatorEnvironment(settings));
    await waitUntilReady(settings.simulatorUrl, simulator, readyTimeoutMs);
    const startApp = async () => {
      const app = start("app", "app/start.ts", environment);
      await waitUntilReady(`${settings.appUrl}/readyz`, app, readyTimeoutMs);
    };
    await startApp();
    return {
      appUrl: settings.appUrl,
      simulatorUrl: settings.simulatorUrl,
      databaseUrl: database.ownerUrl,
      appEnvironment: environment,
      control: controlOf(settings.simulatorUrl),
      restartApp: async () => {
        await processes.pop()?.stop();
        await startApp();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }

  function start(name: string, script: string, env: Record<string, string>): Process {
    const process = startProcess({ name, script, env, print: options.print });
    processes.push(process);
    return process;
  }
}

type Settings = {
  simulatorUrl: string;
  appUrl: string;
  simulatorPort: number;
  appPort: number;
  smtpPort: number;
  secret: string;
};

async function chooseSettings(ports: StackOptions["ports"]): Promise<Settings> {
  const simulatorPort = await freePort(ports.simulator);
  const appPort = await freePort(ports.app);
  return {
    simulatorPort,
    appPort,
    smtpPort: await freePort(ports.smtp),
    simulatorUrl: `http://localhost:${simulatorPort}`,
    appUrl: `http://localhost:${appPort}`,
    secret: randomBytes(24).toString("hex"),
  };
}

function simulatorEnvironment(settings: Settings): Record<string, string> {
  return {
    SIM_PORT: `${settings.simulatorPort}`,
    SIM_SMTP_PORT: `${settings.smtpPort}`,
    SIM_APP_URL: settings.appUrl,
    SIM_API_KEY: "regulars-dev-key",
    SIM_API_SECRET: settings.secret,
  };
}

function appEnvironment(settings: Settings, databaseUrl: string): Record<string, string> {
  return {
    NODE_ENV: "development",
    ROLE: "all",
    HOST: "127.0.0.1",
    PORT: `${settings.appPort}`,
    DATABASE_URL: databaseUrl,
    SHOPIFY_API_KEY: "regulars-dev-key",
    SHOPIFY_API_SECRET: settings.secret,
    SHOPIFY_APP_URL: settings.appUrl,
    SHOPIFY_ORIGIN: settings.simulatorUrl,
    TOKEN_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    SMTP_URL: `smtp://127.0.0.1:${settings.smtpPort}`,
    MAIL_FROM: "Regulars demo <loyalty@demo.test>",
  };
}

/** The control API of the simulator that runs there. */
export function controlOf(simulatorUrl: string): RunningStack["control"] {
  return (method, path, body) => callControl(simulatorUrl, method, path, body);
}

async function callControl<Answer>(
  origin: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer> {
  const answer = await fetch(`${origin}/_control${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} /_control${path}: ${answer.status} ${text}`);
  return (text === "" ? undefined : JSON.parse(text)) as Answer;
}
