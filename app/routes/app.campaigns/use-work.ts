// Long work of the server, read line by line while it goes on.
import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { Working } from "../../ui/campaigns/campaign-answers.ts";

type Line<Answer> = { type: "progress"; done: number; of: number } | Answer;

export interface Work<Answer> {
  work: Working<Answer>;
  start: (address: string) => void;
  /** Also the server stops. */
  stop: () => void;
}

/** What is under way is given up when something else is asked for, or the page is left. */
export function useWork<Answer extends { type: "done" }>(
  line: z.ZodType<Line<Answer>>,
): Work<Answer> {
  const [work, setWork] = useState<Working<Answer>>({ state: "idle" });
  const running = useRef<AbortController>();
  useEffect(() => () => running.current?.abort(), []);

  function start(address: string): void {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setWork({ state: "working", done: 0, of: 0 });
    const tell = (next: Working<Answer>) => {
      if (running.current === controller) setWork(next);
    };
    void readLines(address, line, controller.signal, ({ done, of }) =>
      tell({ state: "working", done, of }),
    ).then(
      (answer) => tell({ state: "done", answer }),
      () => tell(controller.signal.aborted ? { state: "idle" } : { state: "failed" }),
    );
  }

  function stop(): void {
    running.current?.abort();
    running.current = undefined;
    setWork({ state: "idle" });
  }
  return { work, start, stop };
}

/**
 * The last line's answer; throws where none came. Through fetch, because App Bridge lets it carry
 * the session token.
 */
async function readLines<Answer extends { type: "done" }>(
  address: string,
  shape: z.ZodType<Line<Answer>>,
  signal: AbortSignal,
  onProgress: (progress: { done: number; of: number }) => void,
): Promise<Answer> {
  const response = await fetch(address, { signal });
  if (!response.ok || !response.body) throw new Error(`The server answered ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error("The answer broke off");
    const lines = (rest + value).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) {
      const read = shape.parse(JSON.parse(text));
      if (read.type === "done") return read as Answer;
      onProgress(read as { done: number; of: number });
    }
  }
}
