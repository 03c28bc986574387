// Builds the app again when one of its sources changes, then starts it anew. For `npm run dev`.
import { spawn } from "node:child_process";
import { watch } from "node:fs";

const folders = ["app", "widget", "extensions"];
/** Written by the build itself. */
const built = /generated|assets[/\\][^/\\]+\.(?:js|css)$/;
/** Editors save in bursts. */
const quietMs = 300;

export function rebuildOnChange(options: {
  restart: () => Promise<void>;
  say: (text: string) => void;
}): void {
  let timer: NodeJS.Timeout | undefined;
  let isBuilding = false;
  let isStale = false;

  const build = async (): Promise<void> => {
    if (isBuilding) {
      isStale = true;
      return;
    }
    isBuilding = true;
    do {
      isStale = false;
      options.say("Building …");
      if (await runBuild()) await options.restart();
      else options.say("The build failed: the app runs on as it was.");
    } while (isStale);
    isBuilding = false;
    options.say("Ready.");
  };

  for (const folder of folders) {
    watch(folder, { recursive: true }, (_event, file) => {
      if (file === null || built.test(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void build(), quietMs);
    });
  }
}

function runBuild(): Promise<boolean> {
  const child = spawn("npm", ["run", "build"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}
