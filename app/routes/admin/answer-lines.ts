// Answers of work that takes a while: one JSON document on each line, sent as soon as it is known.
import { log } from "../../log.server.ts";

const encoder = new TextEncoder();

/**
 * Whole numbers of any size become decimal text. Where the work fails, the answer ends without the
 * line that says that it is done, and whoever reads it knows.
 */
export function answerLines(lines: AsyncGenerator<object>): Response {
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(`${lineOf(value)}\n`));
      } catch (error) {
        log().error({ error }, "an answer in lines broke off");
        controller.close();
      }
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/x-ndjson; charset=utf-8",
      "cache-control": "no-store",
      // Proxies that gather an answer before they pass it on would hide how far it is.
      "x-accel-buffering": "no",
    },
  });
}

function lineOf(value: object): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "bigint" ? part.toString() : part,
  );
}
