// The form of an event, as it is sent.
import { z } from "zod";
import { eventCounters } from "../../core/events/event-terms.ts";

const MAX_FIELD_CHARACTERS = 1_000;
const text = z.string().max(MAX_FIELD_CHARACTERS);

export const eventValues = z.strictObject({
  name: text,
  place: text,
  startsAt: text,
  endsAt: text,
  opensMinutesBefore: text,
  capacity: text,
  countsAs: z.enum(eventCounters),
});

export const eventSubmission = z.strictObject({ values: eventValues });
