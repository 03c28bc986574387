// docs/openapi.json as a contract: requests and answers of the tests are held against it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: object;
}

interface Answer {
  readonly headers?: Readonly<Record<string, { readonly schema: object }>>;
  readonly content: Readonly<Record<string, { readonly schema: object }>>;
}

interface Body {
  readonly schema: object;
  readonly example?: unknown;
}

export interface Operation {
  readonly parameters: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, Body>>;
  };
  readonly responses: Readonly<Record<string, Answer>>;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, { readonly name: string }>>;
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly schemas: Readonly<Record<string, object>>;
  };
}

const path = join(import.meta.dirname, "../../docs/openapi.json");
export const apiDocument = JSON.parse(readFileSync(path, "utf8")) as ApiDocument;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ ...apiDocument, $id: "api" });

/** References of the document are its own. */
function compile(schema: object): ValidateFunction {
  return ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
}

function findings(schema: object, value: unknown): string[] {
  const validate = compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The operation that an address means. */
export function operationOf(method: string, address: string): Operation {
  for (const [template, methods] of Object.entries(apiDocument.paths)) {
    const pattern = new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
    const operation = pattern.test(address) ? methods[method.toLowerCase()] : undefined;
    if (operation) return operation;
  }
  throw new Error(`The document has no ${method} ${address}`);
}

export function parametersOf({ parameters }: Operation): Parameter[] {
  return parameters.map((parameter) => {
    if (!("$ref" in parameter)) return parameter;
    const name = parameter.$ref.split("/").at(-1) ?? "";
    const found = apiDocument.components.parameters[name];
    if (!found) throw new Error(`The document has no parameter ${name}`);
    return found;
  });
}

/** Schemas of the operation that cannot be read, such as references that lead nowhere. */
export function schemaFaults(operation: Operation): string[] {
  const answers = Object.values(operation.responses);
  const schemas = [
    ...parametersOf(operation),
    ...Object.values(operation.requestBody?.content ?? {}),
    ...answers.flatMap(({ content }) => Object.values(content)),
    ...answers.flatMap(({ headers }) => Object.values(headers ?? {})),
  ].map(({ schema }) => schema);
  return schemas.flatMap((schema) => {
    try {
      compile(schema);
      return [];
    } catch (error) {
      return [String(error)];
    }
  });
}

/** What the document says against a body that is sent. */
export function bodyFindings(operation: Operation, body: unknown): string[] {
  const schema = operation.requestBody?.content["application/json"]?.schema;
  if (!schema) throw new Error("The operation takes no body");
  return findings(schema, body);
}

/** What the document says against an answer: status, type, headers and body. */
export async function answerFindings(operation: Operation, answer: Response): Promise<string[]> {
  const described = operation.responses[String(answer.status)];
  if (!described) return [`it has no status ${answer.status}`];
  const type = answer.headers.get("content-type") ?? "none";
  const schema = described.content[type]?.schema;
  if (!schema) return [`status ${answer.status} has no type ${type}`];
  const body = (await answer.clone().json()) as { status?: unknown };
  const headers = Object.entries(described.headers ?? {}).flatMap(([name, header]) => {
    const value = answer.headers.get(name);
    return value === null ? [] : findings(header.schema, value).map((one) => `${name}: ${one}`);
  });
  return [...findings(schema, body), ...headers];
}
