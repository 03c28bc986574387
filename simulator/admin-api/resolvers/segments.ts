// Segments, and whether a customer is in them.

import { utc, plainFields } from "./money-values.ts";
import { fieldsOf, textOf, type FieldResolvers } from "../call.ts";
import { connect } from "../connections.ts";
import { gap, topLevel } from "../errors.ts";
import { isInSegment } from "../../actions/segments.ts";
import type { Segment } from "../../model.ts";
import { gid, idOf } from "../../world.ts";

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

export const segmentTypes: Record<string, FieldResolvers> = {
  Segment: fieldsOf<Segment>({
    id: (segment) => gid("Segment", segment.id),
    name: (segment) => segment.name,
    query: (segment) => segment.query,
    creationDate: (segment) => utc(segment.createdAt),
    lastEditDate: (segment) => utc(segment.updatedAt),
  }),
  SegmentMembershipResponse: plainFields("memberships"),
  SegmentMembership: plainFields("isMember", "segmentId"),
};
