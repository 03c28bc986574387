// A mutation that Shopify refuses because a fault says so: the answer has its shape, and a user
// error.

import { randomUUID } from "node:crypto";
import type { FieldNode, SelectionSetNode } from "graphql";
import { topLevel, userError, type UserError } from "./errors.ts";
import type { AdminAnswer, PreparedRequest } from "./execute.ts";
import type { Fault } from "./faults.ts";

const usual = "Something of the input is not allowed here.";

export function refusedAnswer(
  { operation, cost }: PreparedRequest,
  { message = usual, code = "INVALID" }: Fault,
): AdminAnswer {
  const fields = fieldsOf(operation.selectionSet);
  const extensions = { cost: { requestedQueryCost: cost, actualQueryCost: cost } };
  if (operation.operation !== "mutation") {
    const error = topLevel(message, "ACCESS_DENIED", { requestId: randomUUID() });
    const names = fields.map((field) => field.alias?.value ?? field.name.value);
    return {
      errors: names.map((name) => ({ ...error.toJSON(), path: [name] })),
      data: null,
      extensions,
    };
  }
  const finding = userError(null, message, code);
  const data = Object.fromEntries(
    fields.map((field) => [
      field.alias?.value ?? field.name.value,
      field.selectionSet ? payloadOf(field.selectionSet, finding) : null,
    ]),
  );
  return { data, extensions };
}

/** Nothing was made, and the errors carry what was asked of them. */
function payloadOf(set: SelectionSetNode, finding: UserError): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(set).map(({ name, alias, selectionSet }) => [
      alias?.value ?? name.value,
      name.value === "userErrors" ? [shownOf(selectionSet, finding)] : null,
    ]),
  );
}

function shownOf(set: SelectionSetNode | undefined, finding: UserError): Record<string, unknown> {
  return Object.fromEntries(
    fieldsOf(set).map(({ name, alias }) => [
      alias?.value ?? name.value,
      finding[name.value as keyof UserError] ?? null,
    ]),
  );
}

function fieldsOf(set: SelectionSetNode | undefined): FieldNode[] {
  return (set?.selections ?? []).filter((selection) => selection.kind === "Field");
}
