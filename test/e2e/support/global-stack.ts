// Vitest's global set-up of the stories: one PostgreSQL for all of them, and one running system
// that they share, each with a shop of its own. Starting one for each took longer than the stories.
import { appendFileSync, mkdirSync, rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import type { RunningStack } from "../../../simulator/demo/stack.ts";
import { startDatabaseServer } from "../../support/global-database.ts";
import { startStoryStack } from "./own-stack.ts";

const LOG_FOLDER = "test-results";
const LOG_FILE = `${LOG_FOLDER}/shared-stack.log`;

/** What can be handed to the processes of the stories. */
export type SharedStack = Omit<RunningStack, "control"> & {
  /** What the app and the simulator wrote, a line each. */
  logFile: string;
};

declare module "vitest" {
  interface ProvidedContext {
    sharedStack: SharedStack;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  mkdirSync(LOG_FOLDER, { recursive: true });
  rmSync(LOG_FILE, { force: true });
  const { server, close } = await startDatabaseServer();
  try {
    const stack = await startStoryStack(server, (line) => appendFileSync(LOG_FILE, `${line}\n`));
    const { appUrl, simulatorUrl, databaseUrl, appEnvironment } = stack;
    project.provide("databaseServer", server);
    project.provide("sharedStack", {
      appUrl,
      simulatorUrl,
      databaseUrl,
      appEnvironment,
      logFile: LOG_FILE,
    });
    return async () => {
      await stack.stop();
      await close();
    };
  } catch (error) {
    await close();
    throw error;
  }
}
