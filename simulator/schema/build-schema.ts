// Makes the stored Admin API schema from Shopify's own: descriptions go, access rules stay.
//   npm pack @shopify/dev-mcp && tar xzf shopify-dev-mcp-*.tgz
//   node simulator/schema/build-schema.ts package 2026-07
// writes simulator/schema/admin-2026-07.json.gz, which names the package version it came from.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { buildClientSchema, printSchema, type IntrospectionQuery } from "graphql";
import type { FieldAccess, StoredSchema } from "./stored-schema.ts";

type AccessInfo = {
  name: string;
  requiredAccess?: string | null;
  isProtected?: boolean;
  protectedContent?: string | null;
  deprecationReason?: string | null;
};

type TypeInfo = AccessInfo & {
  fields?: (AccessInfo & { args?: AccessInfo[] })[] | null;
  inputFields?: AccessInfo[] | null;
  enumValues?: AccessInfo[] | null;
};

type ScopeItem = {
  type: "type" | "field";
  typeName: string;
  fieldName?: string;
  offlineScopes: string[];
};

type Source = {
  data: { __schema: IntrospectionQuery["__schema"] & { types: TypeInfo[] } };
  offline_scopes: { items: ScopeItem[] };
};

const [packageDir, apiVersion] = process.argv.slice(2);
if (!packageDir || !apiVersion) throw new Error("Give the unpacked package's folder and a version");

const manifest = JSON.parse(await readFile(join(packageDir, "package.json"), "utf8")) as {
  name: string;
  version: string;
};
const packed = await readFile(join(packageDir, "dist", "data", `admin_${apiVersion}.json.gz`));
const source = JSON.parse(gunzipSync(packed).toString("utf8")) as Source;

const stored: StoredSchema = {
  apiVersion,
  source: `${manifest.name}@${manifest.version}`,
  access: collectAccess(source),
  sdl: printSchema(buildClientSchema(withoutTexts(source.data), { assumeValid: true })),
};

const target = join(import.meta.dirname, `admin-${apiVersion}.json.gz`);
const bytes = gzipSync(JSON.stringify(stored), { level: 9 });
await writeFile(target, bytes);
process.stdout.write(`${target}: ${bytes.length} bytes from ${stored.source}\n`);

/** What a type or field asks of an app, by "Type" or "Type.field". */
function collectAccess({ data, offline_scopes }: Source): Record<string, FieldAccess> {
  const access: Record<string, FieldAccess> = {};
  const note = (key: string, change: FieldAccess): void => {
    access[key] = { ...access[key], ...change };
  };
  for (const item of offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const key = item.fieldName ? `${item.typeName}.${item.fieldName}` : item.typeName;
    note(key, { scopes: item.offlineScopes });
  }
  for (const type of data.__schema.types) {
    if (type.requiredAccess) note(type.name, { required: type.requiredAccess });
    for (const field of type.fields ?? []) {
      const key = `${type.name}.${field.name}`;
      if (field.requiredAccess) note(key, { required: field.requiredAccess });
      if (field.isProtected && field.protectedContent) {
        note(key, { protectedContent: field.protectedContent });
      }
    }
  }
  return access;
}

function withoutTexts(data: Source["data"]): IntrospectionQuery {
  const plain = JSON.stringify(data, (key, value: unknown) => {
    if (key === "description") return null;
    return key === "deprecationReason" && typeof value === "string" ? "deprecated" : value;
  });
  return JSON.parse(plain) as IntrospectionQuery;
}
