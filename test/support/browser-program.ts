// Finds the Chromium that the browser tests drive, and installs one where there is none.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";

const installTimeoutMs = 8 * 60_000;

const installedPlaces: Readonly<Record<string, readonly string[]>> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  ],
};

/** The browser named by CHROME_PATH, else an installed one, else Playwright's own download. */
export function findBrowser(): string | undefined {
  const named = process.env["CHROME_PATH"];
  if (named) {
    if (!existsSync(named)) {
      throw new Error(`CHROME_PATH names ${named}, which does not exist.`);
    }
    return named;
  }
  const places = [...(installedPlaces[process.platform] ?? []), chromium.executablePath()];
  return places.find((place) => existsSync(place));
}

/** For tests: the browser, or a message that says how to get one. */
export function requireBrowser(): string {
  const found = findBrowser();
  if (!found) {
    throw new Error("No Chromium found. Run `npm test`, which installs one, or set CHROME_PATH.");
  }
  return found;
}

/** Installs a browser where none is found and returns its path. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) {
    return found;
  }
  if (!(existsSync("/etc/debian_version") && installDebianPackage())) {
    downloadWithPlaywright();
  }
  return requireBrowser();
}

/** Answers whether the package could be installed; without the right to do so it is not tried. */
function installDebianPackage(): boolean {
  const prefix = rootPrefix();
  if (!prefix) {
    return false;
  }
  const run = (...words: string[]) => {
    const [program = "", ...rest] = [...prefix, "apt-get", ...words];
    const result = spawnSync(program, rest, {
      stdio: "inherit",
      timeout: installTimeoutMs,
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    return result.status === 0;
  };
  const retries = ["-o", "Acquire::Retries=3"];
  // An outdated source list need not stop the installation.
  run("update", "-q", ...retries);
  return run("install", "-y", "-q", ...retries, "--no-install-recommends", "chromium");
}

function rootPrefix(): string[] | undefined {
  if (process.getuid?.() === 0) {
    return [];
  }
  const sudo = spawnSync("sudo", ["-n", "true"], { stdio: "ignore" });
  return sudo.status === 0 ? ["sudo"] : undefined;
}

function downloadWithPlaywright(): void {
  const manifest = createRequire(import.meta.url).resolve("playwright-core/package.json");
  const program = join(dirname(manifest), "cli.js");
  execFileSync(process.execPath, [program, "install", "chromium"], {
    stdio: "inherit",
    timeout: installTimeoutMs,
  });
}
