// The official Admin API schema, read once from the file that schema/build-schema.ts makes.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildSchema, type GraphQLSchema } from "graphql";
import type { FieldAccess, StoredSchema } from "../schema/stored-schema.ts";

export const apiVersion = "2026-07";

export type AdminSchema = { schema: GraphQLSchema; access: Map<string, FieldAccess> };

let loaded: AdminSchema | null = null;

export function loadSchema(): AdminSchema {
  loaded ??= read();
  return loaded;
}

function read(): AdminSchema {
  const file = join(import.meta.dirname, "..", "schema", `admin-${apiVersion}.json.gz`);
  const stored = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as StoredSchema;
  const schema = buildSchema(stored.sdl, {
    assumeValid: true,
    assumeValidSDL: true,
    noLocation: true,
  });
  return { schema, access: new Map(Object.entries(stored.access)) };
}
