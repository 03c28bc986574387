// Fields that do not exist, selections that are missing or impossible, variables declared or used
// in vain: the rules whose wording Shopify chose itself.

import {
  getNamedType,
  isCompositeType,
  isLeafType,
  print,
  type FieldNode,
  type OperationDefinitionNode,
} from "graphql";
import { onEnter, report, type Rule } from "./rule-errors.ts";

export const fieldRule: Rule = (context) => ({
  Field: onEnter<FieldNode>((node, ancestors) => {
    const parent = context.getParentType();
    if (!parent || context.getFieldDef()) return;
    const fieldName = node.name.value;
    report(
      context,
      node,
      ancestors,
      `Field '${fieldName}' doesn't exist on type '${parent.name}'`,
      "undefinedField",
      { typeName: parent.name, fieldName },
    );
  }),
});

export const leafRule: Rule = (context) => ({
  Field: onEnter<FieldNode>((node, ancestors) => {
    const type = context.getType();
    if (!type) return;
    const name = node.name.value;
    const selections = node.selectionSet?.selections ?? [];
    if (isCompositeType(getNamedType(type)) && selections.length === 0) {
      const returns = `field '${name}' returns ${getNamedType(type).name}`;
      const hint = `Did you mean '${name} { ... }'?`;
      const message = `Field must have selections (${returns} but has no selections. ${hint})`;
      report(context, node, ancestors, message, "selectionMismatch", {
        nodeName: `field '${name}'`,
      });
    }
    if (isLeafType(getNamedType(type)) && selections.length > 0) {
      const inner = selections.map((selection) => print(selection)).join(", ");
      const returns = `field '${name}' returns ${getNamedType(type).name}`;
      const found = `${returns} but has selections [${inner}]`;
      const message = `Selections can't be made on scalars (${found})`;
      report(context, node, ancestors, message, "selectionMismatch", {
        nodeName: `field '${name}'`,
      });
    }
  }),
});

export const variableUseRule: Rule = (context) => ({
  OperationDefinition: onEnter<OperationDefinitionNode>((node, ancestors) => {
    const operation = node.name?.value ?? "anonymous query";
    const usages = context.getRecursiveVariableUsages(node);
    const used = new Set(usages.map((usage) => usage.node.name.value));
    const declared = new Map(
      (node.variableDefinitions ?? []).map((entry) => [entry.variable.name.value, entry]),
    );
    for (const name of declared.keys()) {
      if (used.has(name)) continue;
      const message = `Variable $${name} is declared by ${operation} but not used`;
      report(context, node, ancestors, message, "variableNotUsed", { variableName: name });
    }
    for (const name of used) {
      if (declared.has(name)) continue;
      const message = `Variable $${name} is used by ${operation} but not declared`;
      report(context, node, ancestors, message, "variableNotDefined", { variableName: name });
    }
    for (const usage of usages) {
      const definition = declared.get(usage.node.name.value);
      if (!definition || !usage.type) continue;
      const given = print(definition.type);
      const wanted = String(usage.type);
      if (fits(given, wanted, definition.defaultValue !== undefined)) continue;
      const message = `Type mismatch on variable $${usage.node.name.value} (${given} / ${wanted})`;
      report(context, node, ancestors, message, "variableMismatch");
    }
  }),
});

/** A variable may be stricter than its place; a list place takes a single value. */
function fits(given: string, wanted: string, hasDefault: boolean): boolean {
  if (given === wanted) return true;
  if (wanted.endsWith("!")) {
    const inner = wanted.slice(0, -1);
    if (given.endsWith("!")) return fits(given.slice(0, -1), inner, false);
    return hasDefault && fits(given, inner, false);
  }
  if (given.endsWith("!")) return fits(given.slice(0, -1), wanted, false);
  if (wanted.startsWith("[")) {
    const inner = wanted.slice(1, -1);
    return given.startsWith("[")
      ? fits(given.slice(1, -1), inner, false)
      : fits(given, inner, false);
  }
  return false;
}
