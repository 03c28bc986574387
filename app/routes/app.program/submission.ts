// What the program's form sends.
import { z } from "zod";
import { writable } from "../../core/program/fields.ts";

/**
 * The document is read by the program's own schema, which names every problem and bounds its
 * characters: of these each may be three bytes, and a file is indented.
 */
const MAX_SUBMISSION_BYTES = 3 * 1_024 * 1_024;
const MAX_NAME_CHARACTERS = 60;
const MAX_NOTES_CHARACTERS = 1_000;

/** Of the form, and of the program as a file. */
export const submissionLimits = { maxBytes: MAX_SUBMISSION_BYTES };

const draft = z.strictObject({ id: z.uuid(), revision: z.int().min(0) });

export const submissionSchema = z.strictObject({
  /** `now` puts it into force; `draft` keeps it; `schedule` sets its moment. */
  way: z.enum(["now", "draft", "schedule"]),
  document: z.record(z.string(), z.unknown()),
  /** The draft that was edited, as it was when the form was filled; null for none. */
  draft: draft.nullable(),
  name: writable.max(MAX_NAME_CHARACTERS),
  notes: writable.max(MAX_NOTES_CHARACTERS),
  /** Where it is scheduled: on the store's calendar and clock, as it was typed. */
  startsAt: z.string().max(40),
  /**
   * The versions that the merchant saw: the one in force (null before the first) and those that are
   * scheduled after it. Somebody may have saved since.
   */
  baseVersionId: z.uuid().nullable(),
  scheduledIds: z.array(z.uuid()).max(100),
});

export type ProgramSubmission = z.output<typeof submissionSchema>;
