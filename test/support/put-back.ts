// Files that run one after the other in a process share its modules: to load them anew for each
// took longer than many a file. What a file changed of the process is put back after it, and what
// may have read its settings is forgotten.
import { isDeepStrictEqual } from "node:util";
import { afterAll, vi } from "vitest";

const before = { ...process.env };

afterAll(() => {
  vi.unstubAllGlobals();
  if (isDeepStrictEqual({ ...process.env }, before)) return;
  vi.unstubAllEnvs();
  for (const name of Object.keys(process.env)) {
    if (!(name in before)) delete process.env[name];
  }
  Object.assign(process.env, before);
  vi.resetModules();
});
