// Runs a change that a person asked for on an admin page, and goes back with what became of it.
import { readForm, redirect } from "../../server.ts";
import type { SimulatorRequest, SimulatorResponse } from "../../server.ts";
import { Refusal } from "../../world.ts";

export type Change = (form: URLSearchParams) => string;

/** The change answers with a sentence; a refusal of the store's rules is shown as one, too. */
export function acceptChange(
  request: SimulatorRequest,
  backTo: string,
  change: Change,
): SimulatorResponse {
  if (!isFromOwnPage(request)) {
    return { status: 403, body: "Changes are accepted from the simulator's own pages only." };
  }
  const back = new URL(backTo, "http://desk.invalid");
  const [name, text] = tryChange(readForm(request), change);
  back.searchParams.set(name, text);
  return redirect(`${back.pathname}${back.search}`);
}

/** The app runs on another port of the same machine: it must not press our buttons. */
export function isFromOwnPage(request: SimulatorRequest): boolean {
  const site = request.headers["sec-fetch-site"];
  if (typeof site === "string") return site === "same-origin" || site === "none";
  const { origin } = request.headers;
  return origin === undefined || origin === request.url.origin;
}

function tryChange(form: URLSearchParams, change: Change): ["done" | "refused", string] {
  try {
    return ["done", change(form)];
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError) return ["refused", error.message];
    throw error;
  }
}
