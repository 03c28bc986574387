// Sends one code after the other. A connection that fails at the door costs one more try, not the
// page.
import { useState } from "react";
import type { DeskAnswer } from "../../ui/check-in-words.ts";

export interface Desk {
  answer: DeskAnswer | null;
  /** How many are in, as the last answer knew it. */
  attended: number;
  isBusy: boolean;
  onCode: (text: string) => void;
}

/** `path` takes a POST with a code and answers JSON. */
export function useDesk(path: string, attendedBefore: number): Desk {
  const [answer, setAnswer] = useState<DeskAnswer | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [attended, setAttended] = useState(attendedBefore);
  async function send(text: string): Promise<void> {
    setBusy(true);
    const told = await ask(path, text);
    if (told.outcome === "checked_in") setAttended(told.attended);
    setAnswer(told);
    setBusy(false);
  }
  return { answer, attended, isBusy, onCode: (text) => void send(text) };
}

async function ask(path: string, text: string): Promise<DeskAnswer> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text }),
    });
    if (response.ok) return (await response.json()) as DeskAnswer;
  } catch {
    // As any other answer that says nothing: the same code again does no harm.
  }
  return { outcome: "refused", reason: "no_answer" };
}
