// What a block of the theme app extension says about itself in its `schema` tag.
import { z } from "zod";

const settingValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const setting = z.object({
  type: z.string(),
  id: z.string().optional(),
  label: z.string().optional(),
  info: z.string().optional(),
  content: z.string().optional(),
  default: settingValue.optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  step: z.number().optional(),
  unit: z.string().optional(),
  placeholder: z.string().optional(),
  options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});

const placement = z.object({
  templates: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
});

const blockSchema = z.object({
  name: z.string(),
  target: z.enum(["section", "body", "head", "compliance_head"]),
  tag: z.string().optional(),
  class: z.string().optional(),
  javascript: z.string().optional(),
  stylesheet: z.string().optional(),
  available_if: z.string().optional(),
  enabled_on: placement.optional(),
  disabled_on: placement.optional(),
  settings: z.array(setting).default([]),
});

export type BlockSchema = z.infer<typeof blockSchema>;
export type BlockSetting = z.infer<typeof setting>;
export type SettingValue = z.infer<typeof settingValue>;

const SCHEMA_TAG = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/;

export interface ParsedBlock {
  readonly template: string;
  readonly schema: BlockSchema;
}

export function parseBlock(file: string, source: string): ParsedBlock {
  const match = SCHEMA_TAG.exec(source);
  if (!match) throw new Error(`${file} has no schema tag.`);
  const parsed = blockSchema.safeParse(parseJson(file, match[1] ?? ""));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return { template: source.replace(SCHEMA_TAG, ""), schema: parsed.data };
}

/** Whether a block may stand on a template such as `product` or `customers/account`. */
export function isAllowedOn(schema: BlockSchema, template: string): boolean {
  const listed = (names: string[] | undefined): boolean =>
    names !== undefined && (names.includes("*") || names.includes(template));
  if (schema.disabled_on && listed(schema.disabled_on.templates)) return false;
  return schema.enabled_on?.templates === undefined || listed(schema.enabled_on.templates);
}

export function defaultSettings(schema: BlockSchema): Record<string, SettingValue> {
  return Object.fromEntries(
    schema.settings.flatMap(({ id, type, default: value }) =>
      id === undefined ? [] : [[id, value ?? emptyValue(type)]],
    ),
  );
}

function emptyValue(type: string): SettingValue {
  if (type === "checkbox") return false;
  return type === "number" || type === "range" ? 0 : "";
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`The schema of ${file} is not JSON: ${String(error)}`, { cause: error });
  }
}
