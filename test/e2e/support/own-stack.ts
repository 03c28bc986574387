// Starts the built system on a database of its own, cloned from the migrated template of the run.
import { startStack, type Stack } from "../../../simulator/demo/stack.ts";
import { cloneTemplate, type DatabaseServer } from "../../support/database-server.ts";

/** How much of what the processes wrote is shown when they do not start. */
const SHOWN_LINES = 40;

export async function startStoryStack(
  server: DatabaseServer,
  print: (line: string) => void,
): Promise<Stack> {
  const { url, ownerUrl, drop } = await cloneTemplate(server);
  const lines: string[] = [];
  try {
    return await startStack({
      database: { ownerUrl, applicationUrl: url, stop: drop },
      ports: { simulator: 0, app: 0, smtp: 0 },
      print: (line) => {
        if (lines.length < SHOWN_LINES) lines.push(line);
        print(line);
      },
    });
  } catch (error) {
    throw new Error(`${String(error)}\n${lines.join("\n")}`, { cause: error });
  }
}
