// Prisma's schema engine as WebAssembly: migrations without the native binary that its CLI would
// download. Works in a database through `pg`, or in an in-memory PGlite, which serves as the shadow
// database.
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  DriverAdapterError,
  bindMigrationAwareSqlAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

export const schemaFile = fileURLToPath(new URL("./schema.prisma", import.meta.url));
export const migrationsFolder = fileURLToPath(new URL("./migrations", import.meta.url));

/** Tables and enums that Prisma should leave alone: none. */
export const noFilters = { externalTables: [], externalEnums: [] };

/** What `use` needs: the engine, bound to one database. */
export type EngineUse<T> = (engine: SchemaEngine) => Promise<T>;

/** Runs the engine on the database at `url`, as the role that owns its tables. */
export async function withDatabaseEngine<T>(url: string, use: EngineUse<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on("error", () => undefined);
  try {
    return await withEngine(wholeScripts(new PrismaPg(pool), pool), use);
  } finally {
    await pool.end();
  }
}

/**
 * The adapter cuts scripts at every semicolon, also inside of bodies and comments. Sent as a whole,
 * a script is understood by the server, and is one transaction: it applies or it does not.
 */
function wholeScripts(factory: PrismaPg, pool: pg.Pool): PrismaPg {
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script);
      } catch (error) {
        throw asDriverError(error);
      }
    };
    return adapter;
  };
  return factory;
}

function asDriverError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) return error;
  return new DriverAdapterError({
    kind: "postgres",
    code: error.code ?? "XX000",
    severity: error.severity ?? "ERROR",
    message: error.message,
    detail: error.detail,
    column: error.column,
    hint: error.hint,
  });
}

/** Runs the engine on an empty in-memory database. Only for development and tests. */
export async function withShadowEngine<T>(use: EngineUse<T>): Promise<T> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { PrismaPGlite } = await import("pglite-prisma-adapter");
  const memory = await PGlite.create();
  try {
    return await withEngine(new PrismaPGlite(memory), use);
  } finally {
    if (!memory.closed) await memory.close();
  }
}

async function withEngine<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  use: EngineUse<T>,
): Promise<T> {
  await loadEngine();
  const datamodels: [string, string][] = [[schemaFile, await readFile(schemaFile, "utf8")]];
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await engineModule.SchemaEngine.new({ datamodels }, () => undefined, adapter);
  try {
    return await use(engine);
  } finally {
    engine.free();
  }
}

let loading: Promise<void> | undefined;

/**
 * Instantiates the WebAssembly module by hand: importing `.wasm` needs a newer Node than we ask
 * for.
 */
function loadEngine(): Promise<void> {
  loading ??= (async () => {
    const script = createRequire(import.meta.url).resolve(
      "@prisma/schema-engine-wasm/schema_engine_bg",
    );
    const file = join(dirname(script), "schema_engine_bg.wasm");
    const imports = { "./schema_engine_bg.js": engineModule as WebAssembly.ModuleImports };
    const { instance } = await WebAssembly.instantiate(await readFile(file), imports);
    engineModule.__wbg_set_wasm(instance.exports);
    const start = instance.exports["__wbindgen_start"] as () => void;
    start();
  })();
  return loading;
}

/** The migrations as they lie on disk, oldest first. */
export async function readMigrations(folder: string = migrationsFolder): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lockfile = join(folder, "migration_lock.toml");
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: await readFile(lockfile, "utf8") },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(join(folder, name, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}

/** The schema file in the shape the engine asks for. */
export async function readSchema(): Promise<{ files: { path: string; content: string }[] }> {
  return { files: [{ path: schemaFile, content: await readFile(schemaFile, "utf8") }] };
}
