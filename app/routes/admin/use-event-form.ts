// The form of an event while it is typed, with what the server had to say about it.
import { useEffect, useState } from "react";
import type { EventProblems, EventValues } from "../../core/events/event-terms.ts";
import type { SaveEventResult } from "../../usecases/events/save-event.ts";

export interface EventForm {
  values: EventValues;
  problems: EventProblems;
  conflict: string | null;
  onChange: (values: EventValues) => void;
}

const conflicts = {
  changed_meanwhile: "Somebody else changed this event. Reload the page to see how it is now.",
  event_not_found: "This event is gone. Go back to the list of events.",
};

export function useEventForm(
  initial: EventValues,
  answer: SaveEventResult | null,
  isIdle: boolean,
): EventForm {
  const [values, setValues] = useState(initial);
  const [problems, setProblems] = useState<EventProblems>({});
  const [conflict, setConflict] = useState<string | null>(null);
  useEffect(() => {
    if (!isIdle || answer === null) return;
    setConflict(answer.outcome === "refused" ? conflicts[answer.reason] : null);
    const found = answer.outcome === "invalid" ? answer.problems : {};
    setProblems(found);
    const [first] = Object.keys(found);
    if (first !== undefined) document.getElementById(`event-${first}`)?.focus();
  }, [answer, isIdle]);
  return {
    values,
    problems,
    conflict,
    onChange: (changed) => {
      setValues(changed);
      setProblems({});
    },
  };
}
