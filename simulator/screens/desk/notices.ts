// What the change before a page did, carried over the redirect in its address.
import { html } from "../html.ts";
import type { Html } from "../html.ts";

/** How an address says it: `done` what was carried out, `refused` why something was not. */
export const NOTICE_PARAMETERS: readonly string[] = ["done", "refused"];

export function notices(search: URLSearchParams): Html {
  const done = search.get("done");
  const refused = search.get("refused");
  return html`${done && goodNotice(done)}${refused && badNotice(refused)}`;
}

export function badNotice(text: string): Html {
  return html`<div class="notice bad" role="alert"><p>${text}</p></div>`;
}

function goodNotice(text: string): Html {
  return html`<div class="notice good" role="status"><p>${text}</p></div>`;
}
