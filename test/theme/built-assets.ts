// The theme's assets, built once for what their sources are now: every file of tests about the
// theme needs the same ones, and to build them takes longer than most of those tests.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildThemeAssets } from "../../widget/build.ts";

const home = fileURLToPath(new URL("../..", import.meta.url));
const cache = join(home, ".cache/theme-assets");
const KEPT_MS = 86_400_000;

/** Answers their folder; nobody may write there. */
export const builtAssets = async (): Promise<string> => {
  const sources = await fingerprint();
  const folder = join(cache, sources);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  await removeOld();
  const fresh = await mkdtemp(join(cache, "building-"));
  await buildThemeAssets(fresh);
  // Somebody may have saved a source meanwhile: then these are the assets of neither.
  if ((await fingerprint()) !== sources) return builtAssets();
  try {
    await rename(fresh, folder);
  } catch (error) {
    // Another process was faster.
    if (!existsSync(folder)) throw error;
    await rm(fresh, { recursive: true });
  }
  return folder;
};

/** Of everything that the assets are made of and by. */
const fingerprint = async (): Promise<string> => {
  const names = await readdir(join(home, "widget"), { recursive: true, withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash("sha256");
  for (const file of [...files, join(home, "package-lock.json")]) {
    hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 32);
};

const removeOld = async (): Promise<void> => {
  for (const name of await readdir(cache)) {
    const folder = join(cache, name);
    // Another process may tidy up, too.
    const since = await stat(folder).catch(() => null);
    if (since === null || Date.now() - since.mtimeMs < KEPT_MS) continue;
    await rm(folder, { recursive: true, force: true });
  }
};
