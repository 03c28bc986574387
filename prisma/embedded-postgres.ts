// The database when none is configured: PostgreSQL 18 from npm, on a free port of 127.0.0.1, data
// in `.data/`. A server that a killed process left behind is taken over; the last user stops it.
import { randomBytes } from "node:crypto";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { chooseRunAs, executable, isReachable, prepareBinaries } from "./postgres-binaries.ts";
import type { RunAs } from "./postgres-binaries.ts";

export type EmbeddedPostgres = {
  /** Owns the tables and runs migrations. */
  ownerUrl: string;
  /** The role that the app works as. */
  applicationUrl: string;
  /** Where the data lies: the folder asked for, unless the server's user cannot go there. */
  folder: string;
  /** Whether a running server was taken over. */
  adopted: boolean;
  /** Stops the server, unless another process still uses it. */
  stop: () => Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** Holds the cluster, its passwords and its log. */
  folder?: string;
  /** Server settings over the defaults, as in postgresql.conf. */
  settings?: Record<string, string>;
};

type Passwords = { superuser: string; owner: string; application: string };
type Place = { folder: string; bin: string; runAs: RunAs; passwords: Passwords };

const startTimeoutSeconds = 60;
const databaseName = "regulars";

/** Durable by default: nothing here trades safety for speed. */
const defaultSettings: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
  max_connections: "100",
  jit: "off",
  // A young database grows fast: its plans must follow soon.
  autovacuum_naptime: "5s",
  log_min_messages: "warning",
};

export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions = {},
): Promise<EmbeddedPostgres> {
  const place = preparePlace(options.folder ?? defaultFolder());
  const adoptedPort = await findLiveServer(place);
  const port = adoptedPort ?? (await startServer(place, options.settings ?? {}));
  const holder = join(place.folder, "holders", `${process.pid}`);
  writeFileSync(holder, "");
  await ensureRolesAndDatabase(place, port);
  return {
    ownerUrl: address("regulars_owner", place.passwords.owner, port, databaseName),
    applicationUrl: address("regulars", place.passwords.application, port, databaseName),
    folder: place.folder,
    adopted: adoptedPort !== undefined,
    stop: async () => {
      rmSync(holder, { force: true });
      if (otherHolders(place).length === 0) controlServer(place, ["stop", "-m", "fast", "-w"]);
    },
  };
}

function defaultFolder(): string {
  return fileURLToPath(new URL("../.data/postgres", import.meta.url));
}

/** Folders, rights and passwords; the cluster itself when it is missing. */
function preparePlace(wanted: string): Place {
  const runAs = chooseRunAs();
  const folder = reachableFolder(resolve(wanted), runAs);
  mkdirSync(join(folder, "holders"), { recursive: true });
  if (runAs !== undefined) chownSync(folder, runAs.uid, runAs.gid);
  const place = { folder, bin: prepareBinaries(runAs), runAs, passwords: readPasswords(folder) };
  const versionFile = join(folder, "cluster", "PG_VERSION");
  if (!existsSync(versionFile)) initialise(place);
  const version = readFileSync(versionFile, "utf8").trim();
  if (version !== "18") {
    throw new Error(`The data in ${folder} belongs to PostgreSQL ${version}: move it away first.`);
  }
  return place;
}

/**
 * Under root, a folder that nobody else may enter cannot hold the cluster: it moves to a shared
 * place.
 */
function reachableFolder(folder: string, runAs: RunAs): string {
  mkdirSync(folder, { recursive: true });
  if (isReachable(resolve(folder, ".."), runAs)) return folder;
  const pointer = join(folder, "moved-to");
  if (existsSync(pointer)) return readFileSync(pointer, "utf8");
  const target = join("/var/tmp", `regulars-${randomBytes(6).toString("hex")}`);
  mkdirSync(target, { mode: 0o755 });
  writeFileSync(pointer, target);
  return target;
}

function readPasswords(folder: string): Passwords {
  const file = join(folder, "passwords.json");
  if (!existsSync(file)) {
    const word = () => randomBytes(24).toString("base64url");
    const fresh: Passwords = { superuser: word(), owner: word(), application: word() };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, "utf8")) as Passwords;
}

function initialise(place: Place): void {
  const cluster = join(place.folder, "cluster");
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { mode: 0o700 });
  const passwordFile = join(place.folder, "superuser-password");
  writeFileSync(passwordFile, place.passwords.superuser, { mode: 0o600 });
  if (place.runAs !== undefined) {
    for (const path of [cluster, passwordFile]) chownSync(path, place.runAs.uid, place.runAs.gid);
  }
  try {
    const locale = ["--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const safety = ["--auth=scram-sha-256", `--pwfile=${passwordFile}`];
    runBinary(place, "initdb", [
      "-D",
      cluster,
      "-U",
      "postgres",
      "-E",
      "UTF8",
      ...locale,
      ...safety,
    ]);
  } catch (error) {
    rmSync(cluster, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** The port of a server that runs on our data and knows our password. */
async function findLiveServer(place: Place): Promise<number | undefined> {
  const file = join(place.folder, "cluster", "postmaster.pid");
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, "utf8").split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!isAlive(pid) || !Number.isInteger(port)) return undefined;
  try {
    await withSuperuser(place, port, "postgres", (client) => client.query("select 1"));
    return port;
  } catch {
    return undefined;
  }
}

async function startServer(place: Place, settings: Record<string, string>): Promise<number> {
  const port = await findFreePort();
  const all = { ...defaultSettings, ...settings, port: String(port) };
  const file = join(place.folder, "cluster", "postgresql.auto.conf");
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'`);
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  if (place.runAs !== undefined) chownSync(file, place.runAs.uid, place.runAs.gid);
  controlServer(place, ["start", "-w", "-t", `${startTimeoutSeconds}`]);
  return port;
}

function controlServer(place: Place, command: string[]): void {
  const log = join(place.folder, "server.log");
  if (!existsSync(log)) writeFileSync(log, "", { mode: 0o600 });
  chmodSync(log, 0o600);
  if (place.runAs !== undefined) chownSync(log, place.runAs.uid, place.runAs.gid);
  runBinary(place, "pg_ctl", ["-D", join(place.folder, "cluster"), "-l", log, ...command]);
}

function runBinary(place: Place, name: string, args: string[]): void {
  const outcome = spawnSync(join(place.bin, executable(name)), args, {
    ...place.runAs,
    cwd: tmpdir(),
    env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    // The server inherits what pg_ctl has: a pipe would never end.
    stdio: ["ignore", "ignore", name === "pg_ctl" ? "ignore" : "pipe"],
    encoding: "utf8",
  });
  if (outcome.status === 0) return;
  const log = join(place.folder, "server.log");
  const tail = existsSync(log) ? readFileSync(log, "utf8").split("\n").slice(-15).join("\n") : "";
  const said = [outcome.error?.message, outcome.stderr, tail].filter(Boolean).join("\n");
  throw new Error(`${name} ${args.join(" ")} failed:\n${said}`);
}

/** Creates what is missing, and sets the passwords that lie on disk. */
async function ensureRolesAndDatabase(place: Place, port: number): Promise<void> {
  await withSuperuser(place, port, "postgres", async (client) => {
    await ensureRole(client, "regulars_app", "NOLOGIN");
    await ensureRole(client, "regulars_owner", "LOGIN CREATEDB CREATEROLE");
    await ensureRole(client, "regulars", "LOGIN IN ROLE regulars_app");
    await setPassword(client, "regulars_owner", place.passwords.owner);
    await setPassword(client, "regulars", place.passwords.application);
    await client.query("grant regulars_app to regulars_owner with admin option");
    const found = await client.query("select from pg_database where datname = $1", [databaseName]);
    if (found.rowCount === 0) {
      await client.query(`create database ${databaseName} owner regulars_owner`);
    }
  });
}

async function ensureRole(client: pg.Client, name: string, options: string): Promise<void> {
  const found = await client.query("select from pg_roles where rolname = $1", [name]);
  if (found.rowCount === 0) await client.query(`create role ${name} ${options}`);
}

/** Passwords are base64url, so they need no escaping. */
async function setPassword(client: pg.Client, role: string, password: string): Promise<void> {
  await client.query(`alter role ${role} password '${password}'`);
}

async function withSuperuser<T>(
  place: Place,
  port: number,
  database: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const connectionString = address("postgres", place.passwords.superuser, port, database);
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function address(user: string, password: string, port: number, database: string): string {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** Processes that use the server; those that died without a word are forgotten. */
function otherHolders(place: Place): string[] {
  const folder = join(place.folder, "holders");
  const pids = readdirSync(folder);
  for (const pid of pids) if (!isAlive(Number(pid))) rmSync(join(folder, pid), { force: true });
  return pids.filter((pid) => isAlive(Number(pid)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolvePort(port));
    });
  });
}
