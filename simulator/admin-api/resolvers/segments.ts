// Segments, what apps do to them, and whether a customer is in them.

import { utc, plainFields } from "./money-values.ts";
import { fieldsOf, textOf, type Arguments, type Call, type FieldResolvers } from "../call.ts";
import { connect } from "../connections.ts";
import { gap, topLevel, userError, type UserError } from "../errors.ts";
import {
  createSegment,
  deleteSegment,
  isInSegment,
  segmentQueryErrors,
  updateSegment,
} from "../../actions/segments.ts";
import type { Segment, Shop } from "../../model.ts";
import { gid, idOf } from "../../world.ts";

/** A store may have so many. */
const maximumSegments = 6_000;
const maximumNameLength = 255;
const maximumQueryLength = 5_000;

export const segmentRoot = fieldsOf<unknown>({
  segment: (_source, args, call) => {
    const id = idOf("Segment", textOf(args, "id")) ?? "";
    const segment = call.shop.segments.get(id);
    if (!segment) throw topLevel("Segment does not exist", "NOT_FOUND");
    return segment;
  },
  segments: (_source, args, call) => {
    if (typeof args["query"] === "string") gap("segments(query:)");
    if ((args["sortKey"] ?? "CREATION_DATE") !== "CREATION_DATE") gap("segments(sortKey:)");
    return connect([...call.shop.segments.values()], args, (segment) => segment.id);
  },
  customerSegmentMembership: (_source, args, call) => {
    const customerId = idOf("Customer", textOf(args, "customerId")) ?? "";
    return {
      memberships: (args["segmentIds"] as string[]).map((segmentId) => ({
        segmentId,
        isMember: isInSegment(call.shop, idOf("Segment", segmentId) ?? "", customerId),
      })),
    };
  },
});

/** Their errors have no codes. */
export const segmentMutations = fieldsOf<unknown>({
  segmentCreate: (_source, args, call) => {
    const { shop } = call;
    const [name, query] = [textOf(args, "name"), textOf(args, "query")];
    const userErrors = [...nameErrors(name), ...queryErrors(query, shop)];
    if (userErrors.length === 0 && shop.segments.size >= maximumSegments) {
      const message = "Segment limit reached. Delete an existing segment to create more.";
      userErrors.push(userError([], message));
    }
    if (userErrors.length > 0) return { segment: null, userErrors };
    const input = { name: freeName(shop, name, null), query };
    return { segment: createSegment(call.context, shop, input), userErrors };
  },
  segmentUpdate: (_source, args, call) => {
    const segment = segmentOf(args, call);
    if (!segment) return { segment: null, userErrors: [missing()] };
    const { userErrors, change } = readChange(args, segment, call.shop);
    if (userErrors.length > 0) return { segment: null, userErrors };
    return { segment: updateSegment(call.context, call.shop, segment.id, change), userErrors };
  },
  segmentDelete: (_source, args, call) => {
    const segment = segmentOf(args, call);
    if (!segment) return { deletedSegmentId: null, userErrors: [missing()] };
    deleteSegment(call.shop, segment.id);
    return { deletedSegmentId: textOf(args, "id"), userErrors: [] };
  },
});

function readChange(args: Arguments, segment: Segment, shop: Shop) {
  const { name = null, query = null } = args as { name?: string | null; query?: string | null };
  const userErrors = [
    ...(name === null ? [] : nameErrors(name)),
    ...(query === null ? [] : queryErrors(query, shop)),
  ];
  if (name === null && query === null) {
    userErrors.push(userError([], "At least one attribute to change must be present"));
  }
  const change = {
    ...(name === null ? {} : { name: freeName(shop, name, segment) }),
    ...(query === null ? {} : { query }),
  };
  return { userErrors, change };
}

function segmentOf(args: Arguments, { shop }: Call): Segment | undefined {
  const id = idOf("Segment", textOf(args, "id"));
  if (id === null) throw topLevel("invalid id", "RESOURCE_NOT_FOUND");
  return shop.segments.get(id);
}

function missing(): UserError {
  return userError(["id"], "Segment does not exist");
}

function nameErrors(name: string): UserError[] {
  if (name.trim() === "") return [userError(["name"], "Name can't be blank")];
  if (name.length <= maximumNameLength) return [];
  const message = `Name is too long (maximum is ${maximumNameLength} characters)`;
  return [userError(["name"], message)];
}

function queryErrors(query: string, shop: Shop): UserError[] {
  if (query.trim() === "") return [userError(["query"], "Query can't be blank")];
  if (query.length > maximumQueryLength) {
    const message = `Query is too long (maximum is ${maximumQueryLength} characters)`;
    return [userError(["query"], message)];
  }
  return segmentQueryErrors(shop, query).map((message) => userError(["query"], message));
}

/** A name that another segment has is numbered. */
function freeName(shop: Shop, wanted: string, itself: Segment | null): string {
  const others = [...shop.segments.values()].filter((segment) => segment !== itself);
  const taken = new Set(others.map(({ name }) => name));
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted} (${number})`;
  return name;
}

export const segmentTypes: Record<string, FieldResolvers> = {
  Segment: fieldsOf<Segment>({
    id: (segment) => gid("Segment", segment.id),
    name: (segment) => segment.name,
    query: (segment) => segment.query,
    creationDate: (segment) => utc(segment.createdAt),
    lastEditDate: (segment) => utc(segment.updatedAt),
  }),
  SegmentCreatePayload: plainFields("segment", "userErrors"),
  SegmentUpdatePayload: plainFields("segment", "userErrors"),
  SegmentDeletePayload: plainFields("deletedSegmentId", "userErrors"),
  SegmentMembershipResponse: plainFields("memberships"),
  SegmentMembership: plainFields("isMember", "segmentId"),
};
