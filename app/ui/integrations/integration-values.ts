// What the form for a new integration holds, and what is wrong with it.
import {
  type IntegrationKind,
  type IntegrationScope,
  MAX_INTEGRATION_NAME,
  MAX_SECRET_CHARACTERS,
  MIN_SECRET_CHARACTERS,
} from "../../core/integrations/integration.ts";

export interface IntegrationValues {
  name: string;
  kind: IntegrationKind;
  scopes: IntegrationScope[];
  /** Of another system's making; empty where ours is used. */
  secret: string;
}

export type IntegrationProblems = Partial<Record<keyof IntegrationValues, string>>;

export const newIntegration: IntegrationValues = {
  name: "",
  kind: "api",
  scopes: ["events:write"],
  secret: "",
};

export function integrationProblems(values: IntegrationValues): IntegrationProblems {
  const name = nameProblem(values.name);
  const secret = values.kind === "api" ? null : secretProblem(values.secret.trim());
  const hasNoScope = values.kind === "api" && values.scopes.length === 0;
  return {
    ...(name !== null && { name }),
    ...(hasNoScope && { scopes: "Choose at least one" }),
    ...(secret !== null && { secret }),
  };
}

/** Null where there is nothing wrong with it. */
export function nameProblem(name: string): string | null {
  const length = name.trim().length;
  if (length === 0) return "Enter a name";
  if (/[\0\p{Surrogate}]/u.test(name)) return "Leave out characters that nobody can read";
  return length > MAX_INTEGRATION_NAME ? `Use at most ${MAX_INTEGRATION_NAME} characters` : null;
}

function secretProblem(secret: string): string | null {
  if (secret === "") return "Enter the secret";
  if (secret.length < MIN_SECRET_CHARACTERS || secret.length > MAX_SECRET_CHARACTERS) {
    return `It has ${MIN_SECRET_CHARACTERS} to ${MAX_SECRET_CHARACTERS} characters`;
  }
  return /^[\x21-\x7e]+$/.test(secret) ? null : "Enter it without spaces";
}
