// The settings of a program as its schema tells them: names, defaults and choices.
import { z } from "zod";
import { programDocumentSchema } from "../../app/core/program/document.ts";

/** What this reads of a JSON schema. */
interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
  readonly allOf?: readonly SchemaNode[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  default?: unknown;
}

/** A setting; where it has several shapes, all of them together. */
export interface ProgramSetting {
  readonly path: string;
  /** As JSON. */
  readonly defaults: Set<string>;
  /** The words that it can be set to. */
  readonly choices: Set<string>;
  /** Settings that it consists of. */
  hasParts: boolean;
}

/** Every setting under its path; `[]` stands for each entry of a list. */
export function programSettings(): ReadonlyMap<string, ProgramSetting> {
  const settings = new Map<string, ProgramSetting>();
  readParts(programSchema(), "", undefined, settings);
  return settings;
}

/** Defaults of whole numbers are left out by default, because they are bigint within core. */
function programSchema(): SchemaNode {
  return z.toJSONSchema(programDocumentSchema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      if (def.type === "default") jsonSchema.default = JSON.parse(toJson(def.defaultValue));
    },
  }) as SchemaNode;
}

/** `given` is what the default of the whole says of its parts. */
function readParts(
  node: SchemaNode,
  path: string,
  given: unknown,
  settings: Map<string, ProgramSetting>,
): void {
  for (const shape of shapesOf(node)) {
    const parts = Object.entries(shape.properties ?? {});
    if (parts.length > 0 && settings.has(path)) settingAt(settings, path).hasParts = true;
    for (const [name, part] of parts) {
      const partPath = path === "" ? name : `${path}.${name}`;
      const own = "default" in part ? part.default : partOf(given, name);
      readSetting(part, partPath, own, settings);
    }
    if (shape.items) readParts(shape.items, `${path}[]`, undefined, settings);
  }
}

function readSetting(
  node: SchemaNode,
  path: string,
  byDefault: unknown,
  settings: Map<string, ProgramSetting>,
): void {
  const setting = settingAt(settings, path);
  if (byDefault !== undefined) setting.defaults.add(toJson(byDefault));
  for (const shape of shapesOf(node).flatMap((each) => [each, ...shapesOf(each.items ?? {})])) {
    for (const choice of [...(shape.enum ?? []), shape.const]) {
      if (typeof choice === "string") setting.choices.add(choice);
    }
  }
  readParts(node, path, byDefault, settings);
}

function settingAt(settings: Map<string, ProgramSetting>, path: string): ProgramSetting {
  const known = settings.get(path);
  if (known) return known;
  const setting = {
    path,
    defaults: new Set<string>(),
    choices: new Set<string>(),
    hasParts: false,
  };
  settings.set(path, setting);
  return setting;
}

/** The node itself and whatever it can be instead. */
function shapesOf(node: SchemaNode): readonly SchemaNode[] {
  const others = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return [node, ...others.flatMap(shapesOf)];
}

function partOf(whole: unknown, name: string): unknown {
  if (typeof whole !== "object" || whole === null) return undefined;
  return Object.entries(whole).find(([key]) => key === name)?.[1];
}

function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "bigint" ? part.toString() : part,
  );
}
