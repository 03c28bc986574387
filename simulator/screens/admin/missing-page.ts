// What is not here, said inside the admin.
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import { adminResponse } from "./layout.ts";
import type { AdminSection, AdminView } from "./layout.ts";

export function missingPage(
  view: AdminView,
  section: AdminSection,
  sentence: string,
): SimulatorResponse {
  return adminResponse(view, {
    title: "Not here",
    section,
    status: 404,
    content: html`<section class="sheet"><p>${sentence}</p></section>`,
  });
}

/** The real admin has many more pages than the simulator needs. */
export function unknownPage(view: AdminView): SimulatorResponse {
  const sentence = "The simulated admin has no such page. The navigation lists those it has.";
  return missingPage(view, "home", sentence);
}
