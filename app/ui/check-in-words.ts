// What the page at the door says after a code: short, and what to do about it.
import type { PointsName } from "./format.ts";
import { formatNumber, formatPoints } from "./format.ts";

export type DeskAnswer =
  | {
      outcome: "checked_in";
      name: string;
      points: number;
      attended: number;
      capacity: number | null;
    }
  /** `at` is a time of the store's clock. */
  | { outcome: "repeated"; name: string; at: string }
  | { outcome: "refused"; reason: DeskRefusal };

export type DeskRefusal =
  | "no_code"
  | "mistyped"
  | "foreign"
  | "unknown_code"
  | "expired_code"
  | "full"
  | "not_open_yet"
  | "over"
  | "cancelled"
  | "event_not_found"
  | "link_closed"
  | "no_answer";

export interface DeskWords {
  tone: "good" | "known" | "bad";
  title: string;
  detail: string;
}

const refusals: Readonly<Record<DeskRefusal, readonly [title: string, detail: string]>> = {
  no_code: ["No code", "A code has nine letters and digits, such as K7Q M4T 2X9."],
  mistyped: ["Mistyped", "One character is wrong, or two changed places. Read it again."],
  foreign: ["Not one of ours", "This picture is no code of this store. Ask for the loyalty panel."],
  unknown_code: ["Not known", "Nobody has this code now. Ask the member to show a new one."],
  expired_code: ["Expired", "Ask the member to show the code anew in the loyalty panel."],
  full: ["Full", "Every place is taken."],
  not_open_yet: ["Not open yet", "Check-in has not begun."],
  over: ["Over", "The event has ended."],
  cancelled: ["Cancelled", "This event does not take place."],
  event_not_found: ["No such event", "Go back to the list of events."],
  no_answer: ["No connection", "Try the same code again: nobody is counted twice."],
  link_closed: ["This link has ended", "Ask for a new one. Nothing was checked in."],
};

export function deskWords(answer: DeskAnswer, pointsName: PointsName): DeskWords {
  switch (answer.outcome) {
    case "checked_in": {
      const { name, points } = answer;
      const earned = points > 0 ? `${formatPoints(points, pointsName)}. ` : "";
      return { tone: "good", title: `Welcome, ${name}`, detail: `${earned}${placesWords(answer)}` };
    }
    case "repeated":
      return {
        tone: "known",
        title: `${answer.name} is in already`,
        detail: `Checked in at ${answer.at}. Nothing was counted again.`,
      };
    case "refused": {
      const [title, detail] = refusals[answer.reason];
      return { tone: "bad", title, detail };
    }
  }
}

/** How many are in, and of how many where that is limited. */
export function placesWords({
  attended,
  capacity,
}: {
  attended: number;
  capacity: number | null;
}): string {
  const inside = `${formatNumber(attended)} checked in`;
  return capacity === null ? inside : `${inside} of ${formatNumber(capacity)}`;
}
