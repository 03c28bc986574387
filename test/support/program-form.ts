// What the admin's program form sends.
import { programDocumentToJson } from "../../app/core/program/document.ts";
import type { AdminStore } from "./admin-store.ts";
import { program } from "./order-builder.ts";

type Json = Record<string, unknown>;

const document: Json = JSON.parse(programDocumentToJson(program()));

/** The test program with another rate. */
export const programOfRate = (pointsPerUnit: string): Json => ({
  ...document,
  earning: { ...(document["earning"] as Json), pointsPerUnit },
});

export interface Sent {
  way?: string;
  document?: unknown;
  draft?: { id: string; revision: number } | null;
  name?: string;
  notes?: string;
  startsAt?: string;
  baseVersionId?: string | null;
  scheduledIds?: string[];
}

/** The test program unchanged, to be saved at once. */
export const programSubmission = ({ versionId }: AdminStore, changes: Sent = {}) => ({
  way: "now",
  document,
  draft: null,
  name: "",
  notes: "",
  startsAt: "",
  baseVersionId: versionId,
  scheduledIds: [],
  ...changes,
});
