// Lints a tree of planted files in a temporary folder with the configuration of the repository.
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const repository = fileURLToPath(new URL("../../", import.meta.url));
const outputLimitBytes = 16 * 1024 * 1024;

const report = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string().default(""),
      message: z.string(),
      filename: z.string().default(""),
      labels: z.array(z.object({ span: z.object({ line: z.number().default(0) }) })),
    }),
  ),
  number_of_files: z.number(),
});

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** Writes the files, lints them once and returns what the linter found. */
export async function lintTree(files: Readonly<Record<string, string>>): Promise<Finding[]> {
  const tree = await mkdtemp(join(tmpdir(), "regulars-lint-"));
  try {
    for (const name of [
      ".oxlintrc.jsonc",
      "tsconfig.json",
      "package.json",
      "test/architecture/whole-numbers.ts",
    ]) {
      await cp(join(repository, name), join(tree, name));
    }
    await symlink(join(repository, "node_modules"), join(tree, "node_modules"), "junction");
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(tree, name)), { recursive: true });
      await writeFile(join(tree, name), text);
    }
    const result = report.parse(JSON.parse(await runLinter(tree, ["--format", "json"])));
    if (result.number_of_files < Object.keys(files).length) {
      throw new Error(`The linter read ${result.number_of_files} files and missed some.`);
    }
    return result.diagnostics.map((found) => ({
      file: found.filename.replaceAll("\\", "/"),
      line: found.labels[0]?.span.line ?? 0,
      rule: found.code,
      message: found.message,
    }));
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

/** The files of the repository that `npm run lint` reads. */
export async function lintedFiles(): Promise<string[]> {
  const listing = await runLinter(repository, ["--debug=files"]);
  return listing.split(/\r?\n/).map((line) => line.trim().replaceAll("\\", "/"));
}

function runLinter(folder: string, options: readonly string[]): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve("oxlint/package.json");
  const program = join(dirname(manifest), "bin", "oxlint");
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, ...options],
      { cwd: folder, maxBuffer: outputLimitBytes },
      (error, stdout, stderr) => {
        // Findings end the program with 1, which is what the callers wait for.
        if (error && error.code !== 1) {
          reject(new Error(`oxlint failed: ${stderr || stdout}`, { cause: error }));
        } else {
          resolve(stdout);
        }
      },
    );
  });
}
