// Creates, changes and deletes customer segments. Their errors have no codes. Shopify numbers names
// that it has already, so a repeated creation makes a second segment: callers look first.
import { z } from "zod";
import {
  type AdminAnswer,
  deletedAnswer,
  isMissing,
  refusalOf,
  userErrorsSchema,
} from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

export interface SegmentInput {
  name: string;
  query: string;
}

const create = `#graphql
  mutation CreateSegment($name: String!, $query: String!) {
    segmentCreate(name: $name, query: $query) {
      segment {
        id
      }
      userErrors {
        field
        message
      }
    }
  }`;

const update = `#graphql
  mutation UpdateSegment($id: ID!, $name: String!, $query: String!) {
    segmentUpdate(id: $id, name: $name, query: $query) {
      segment {
        id
      }
      userErrors {
        field
        message
      }
    }
  }`;

const remove = `#graphql
  mutation DeleteSegment($id: ID!) {
    segmentDelete(id: $id) {
      deletedSegmentId
      userErrors {
        field
        message
      }
    }
  }`;

const written = z
  .object({ segment: z.object({ id: z.string() }).nullable(), userErrors: userErrorsSchema })
  .nullable();
const createSchema = z.object({ segmentCreate: written });
const updateSchema = z.object({ segmentUpdate: written });
const removeSchema = z.object({
  segmentDelete: z.object({ userErrors: userErrorsSchema }).nullable(),
});

export async function createSegment(
  admin: AdminGraphql,
  { name, query }: SegmentInput,
  signal?: AbortSignal,
): Promise<AdminAnswer<{ gid: string }>> {
  const request = { operation: create, variables: { name, query }, schema: createSchema };
  const answer = await askAdmin(admin, request, signal);
  return answer.outcome === "ok" ? readWritten(answer.data.segmentCreate) : answer;
}

/** `missing` where the segment is gone. */
export async function updateSegment(
  admin: AdminGraphql,
  gid: string,
  { name, query }: SegmentInput,
  signal?: AbortSignal,
): Promise<AdminAnswer<{ gid: string }> | { outcome: "missing" }> {
  const variables = { id: gid, name, query };
  const answer = await askAdmin(
    admin,
    { operation: update, variables, schema: updateSchema },
    signal,
  );
  if (answer.outcome !== "ok") return answer;
  if (isMissing(answer.data.segmentUpdate?.userErrors)) return { outcome: "missing" };
  return readWritten(answer.data.segmentUpdate);
}

export async function deleteSegment(
  admin: AdminGraphql,
  gid: string,
  signal?: AbortSignal,
): Promise<AdminAnswer<null>> {
  const request = { operation: remove, variables: { id: gid }, schema: removeSchema };
  const answer = await askAdmin(admin, request, signal);
  return answer.outcome === "ok" ? deletedAnswer(answer.data.segmentDelete) : answer;
}

function readWritten(payload: z.output<typeof written>): AdminAnswer<{ gid: string }> {
  if (payload === null) return { outcome: "unknown", reason: "empty_payload" };
  const refusal = refusalOf(payload.userErrors);
  if (refusal !== null) return refusal;
  if (payload.segment === null) return { outcome: "unknown", reason: "empty_payload" };
  return { outcome: "ok", data: { gid: payload.segment.id } };
}
