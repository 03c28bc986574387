// Arguments written into the document: unknown ones, missing ones, and values of the wrong type.

import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  print,
  valueFromASTUntyped,
  type ArgumentNode,
  type FieldNode,
  type GraphQLInputType,
  type ObjectFieldNode,
  type ObjectValueNode,
  type ValidationContext,
  type ValueNode,
} from "graphql";
import { onEnter, report, type Ancestors, type Rule } from "./rule-errors.ts";
import { findingOf } from "./scalars.ts";

export const argumentRule: Rule = (context) => ({
  Field: onEnter<FieldNode>((node, ancestors) => requireArguments(context, node, ancestors)),
  Argument: onEnter<ArgumentNode>((node, ancestors) => {
    const field = context.getFieldDef();
    if (!field || isDirectiveArgument(ancestors)) return;
    const argument = context.getArgument();
    if (!argument) {
      const message = `Field '${field.name}' doesn't accept argument '${node.name.value}'`;
      report(context, node, ancestors, message, "argumentNotAccepted", {
        name: field.name,
        typeName: "Field",
        argumentName: node.name.value,
      });
      return;
    }
    const owner = `Field '${field.name}'`;
    checkValue(context, node, ancestors, argument.type, owner);
  }),
  ObjectValue: onEnter<ObjectValueNode>((node, ancestors) => {
    const type = getNullableType(context.getInputType());
    if (!isInputObjectType(type)) return;
    const given = new Set(node.fields.map((field) => field.name.value));
    for (const field of Object.values(type.getFields())) {
      const required = isNonNullType(field.type) && field.defaultValue === undefined;
      if (!required || given.has(field.name)) continue;
      const message =
        `Argument '${field.name}' on InputObject '${type.name}' is required. ` +
        `Expected type ${String(field.type)}`;
      report(
        context,
        namedChild(node, field.name),
        ancestors,
        message,
        "missingRequiredInputObjectAttribute",
        {
          argumentName: field.name,
          argumentType: String(field.type),
          inputObjectType: type.name,
        },
      );
    }
  }),
  ObjectField: onEnter<ObjectFieldNode>((node, ancestors) => {
    const type = getNullableType(context.getParentInputType());
    if (!isInputObjectType(type)) return;
    const field = type.getFields()[node.name.value];
    const owner = `InputObject '${type.name}'`;
    if (field) {
      checkValue(context, node, ancestors, field.type, owner);
      return;
    }
    const message = `${owner} doesn't accept argument '${node.name.value}'`;
    report(context, node, ancestors, message, "argumentNotAccepted", {
      name: type.name,
      typeName: "InputObject",
      argumentName: node.name.value,
    });
  }),
});

function requireArguments(context: ValidationContext, node: FieldNode, ancestors: Ancestors): void {
  const field = context.getFieldDef();
  if (!field) return;
  const given = new Set((node.arguments ?? []).map((argument) => argument.name.value));
  const missing = field.args
    .filter((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)
    .map((argument) => argument.name)
    .filter((name) => !given.has(name));
  if (missing.length === 0) return;
  const names = missing.join(", ");
  const message = `Field '${field.name}' is missing required arguments: ${names}`;
  report(context, node, ancestors, message, "missingRequiredArguments", {
    className: "Field",
    name: field.name,
    arguments: names,
  });
}

function checkValue(
  context: ValidationContext,
  node: ArgumentNode | ObjectFieldNode,
  ancestors: Ancestors,
  type: GraphQLInputType,
  owner: string,
): void {
  if (fits(node.value, type)) return;
  const bad = firstBadId(node.value, type);
  const message =
    bad === null
      ? `Argument '${node.name.value}' on ${owner} has an invalid value ` +
        `(${print(node.value)}). Expected type '${String(type)}'.`
      : `Invalid global id '${bad}'`;
  report(context, node, ancestors, message, "argumentLiteralsIncompatible", {
    typeName: owner.split(" ")[0],
    argumentName: node.name.value,
  });
}

/** Objects are checked field by field elsewhere; variables when their values are known. */
function fits(value: ValueNode, type: GraphQLInputType): boolean {
  if (value.kind === "Variable") return true;
  if (isNonNullType(type))
    return value.kind !== "NullValue" && fits(value, type.ofType as GraphQLInputType);
  if (value.kind === "NullValue") return true;
  if (isListType(type)) {
    const inner = type.ofType as GraphQLInputType;
    return value.kind === "ListValue"
      ? value.values.every((item) => fits(item, inner))
      : fits(value, inner);
  }
  if (isInputObjectType(type)) return value.kind === "ObjectValue";
  if (isEnumType(type))
    return value.kind === "EnumValue" && type.getValue(value.value) !== undefined;
  if (value.kind === "EnumValue") return false;
  if (isScalarType(type) && type.name === "ID" && value.kind === "IntValue") return false;
  return isScalarType(type) && findingOf(type.name, valueFromASTUntyped(value)) === null;
}

function firstBadId(value: ValueNode, type: GraphQLInputType): string | null {
  const named = isNonNullType(type) ? (type.ofType as GraphQLInputType) : type;
  if (isListType(named) && value.kind === "ListValue") {
    const inner = named.ofType as GraphQLInputType;
    return value.values.map((item) => firstBadId(item, inner)).find((bad) => bad !== null) ?? null;
  }
  const isId = isScalarType(named) && named.name === "ID" && value.kind === "StringValue";
  return isId && findingOf("ID", value.value) !== null ? value.value : null;
}

function isDirectiveArgument(ancestors: Ancestors): boolean {
  return ancestors.some((node) => "kind" in node && node.kind === "Directive");
}

/** A missing field has no node of its own: an empty one stands for it, at the object's place. */
function namedChild(node: ObjectValueNode, name: string): ObjectFieldNode {
  const loc = node.loc ? { loc: node.loc } : {};
  return {
    kind: "ObjectField",
    name: { kind: "Name", value: name, ...loc },
    value: { kind: "NullValue", ...loc },
    ...loc,
  } as ObjectFieldNode;
}
