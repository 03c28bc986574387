// Reads a request's body up to a limit, whether its length is announced or not.
import type { IncomingMessage, ServerResponse } from "node:http";

/** `broken_off` when the sender went away before the end. */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Buffer | "too_large" | "broken_off"> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > maxBytes) return Promise.resolve("too_large");
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      request.pause();
      resolve("too_large");
    });
    request.once("end", () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, length));
    });
    request.once("error", () => resolve("broken_off"));
    request.once("close", () => resolve("broken_off"));
  });
}

const MAX_DISCARDED_BYTES = 8_388_608;
const MAX_DISCARD_MS = 2_000;

/**
 * Answers a request whose body was not read to its end. A connection that is closed on unread bytes
 * loses the answer, too, so the answer goes out first and a bounded part of the rest is thrown
 * away.
 */
export function endUnread(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader("connection", "close");
  response.flushHeaders();
  let discarded = 0;
  const finish = (): void => {
    clearTimeout(timer);
    request.off("data", discard);
    response.end();
  };
  const discard = (chunk: Buffer): void => {
    discarded += chunk.length;
    if (discarded > MAX_DISCARDED_BYTES) finish();
  };
  const timer = setTimeout(finish, MAX_DISCARD_MS);
  request.removeAllListeners("data");
  request.on("data", discard);
  request.once("end", finish);
  request.once("close", finish);
  request.resume();
}
