// Renders documents, and is the door through which the built bundle starts: one bundle holds the
// whole server.
import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { createReadableStreamFromReadable } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { PassThrough } from "node:stream";
import { renderToPipeableStream } from "react-dom/server";
import { log, loggedPath } from "./log.server.ts";
import { addDocumentHeaders } from "./shopify.server.ts";

export { start } from "./server.ts";

export const streamTimeout = 5_000;
const ABORT_MARGIN_MS = 1_000;

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  addDocumentHeaders(request, headers);
  headers.set("content-type", "text/html; charset=utf-8");
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "no-referrer");
  const readyEvent = isbot(request.headers.get("user-agent")) ? "onAllReady" : "onShellReady";
  return new Promise((resolve, reject) => {
    let code = status;
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={context} url={request.url} abortDelay={streamTimeout} />,
      {
        [readyEvent]: () => {
          const body = new PassThrough();
          const stream = createReadableStreamFromReadable(body);
          resolve(new Response(stream, { headers, status: code }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          code = 500;
          log().error({ error, path: loggedPath(request.url) }, "render_failed");
        },
      },
    );
    setTimeout(abort, streamTimeout + ABORT_MARGIN_MS).unref();
  });
}

/**
 * Faults of loaders and actions. What a page answers on purpose is thrown as a response and does
 * not come here.
 */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (request.signal.aborted) return;
  log().error({ error, path: loggedPath(request.url) }, "request_failed");
}
