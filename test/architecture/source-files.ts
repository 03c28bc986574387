// The files that people write in this repository: what tools generate or install is left out.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

const folders = ["app", "widget", "simulator", "extensions", "test", "prisma"];
const generated = [
  /^app\/db\/generated\//,
  /^extensions\/[^/]+\/assets\/[^/]+\.(?:js|css)$/,
  /^prisma\/migrations\//,
];

/** Paths relative to the repository, with forward slashes on every system. */
export function sourceFiles(): string[] {
  const paths: string[] = [];
  for (const folder of folders) {
    for (const entry of readdirSync(join(repository, folder), {
      recursive: true,
      withFileTypes: true,
    })) {
      if (entry.isFile()) {
        const path = join(entry.parentPath, entry.name).slice(repository.length);
        paths.push(path.replaceAll("\\", "/"));
      }
    }
  }
  return paths.filter((path) => !generated.some((pattern) => pattern.test(path))).toSorted();
}
