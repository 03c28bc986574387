// Segments: their queries, and who is in them now.
import { createSegment, deleteSegment, membersOf, requireSegment } from "../../actions/segments.ts";
import type { Segment } from "../../model.ts";
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { acceptChange } from "./changes.ts";
import { customerName } from "./formats.ts";
import { adminPath, adminResponse } from "./layout.ts";
import type { AdminView } from "./layout.ts";

const NAMED_MEMBERS = 5;

export function segmentsPage(view: AdminView): SimulatorResponse {
  const { shop } = view;
  const segments = [...shop.segments.values()];
  return adminResponse(view, {
    title: "Segments",
    section: "segments",
    content: html`${
        segments.length > 0 &&
        html`<div class="sheet flush">
          <div class="scroll" role="region" aria-label="Segments" tabindex="0">
            <table>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Query</th>
                  <th scope="col">In it now</th>
                  <th scope="col">Delete</th>
                </tr>
              </thead>
              <tbody>
                ${segments.map((segment) => segmentRow(view, segment))}
              </tbody>
            </table>
          </div>
        </div>`
      }
      <section class="sheet" aria-labelledby="new-segment">
        <h2 id="new-segment">A new segment</h2>
        <form method="post" action="${adminPath(shop, "/segments")}">
          <div class="field">
            <label for="segment-name">Name</label>
            <input id="segment-name" name="name" required />
          </div>
          <div class="field">
            <label for="segment-query">Query</label>
            <input
              id="segment-query"
              name="query"
              placeholder="customer_tags CONTAINS 'vip' AND number_of_orders >= 3"
              required
            />
          </div>
          <button class="button" type="submit">Create</button>
        </form>
      </section>`,
  });
}

function segmentRow({ shop }: AdminView, segment: Segment): Html {
  const members = membersOf(shop, segment.id);
  const names = members.slice(0, NAMED_MEMBERS).map(customerName).join(", ");
  const more = members.length > NAMED_MEMBERS ? ` and ${members.length - NAMED_MEMBERS} more` : "";
  return html`<tr>
    <td><b>${segment.name}</b><br /><span class="mono small soft">${segment.id}</span></td>
    <td class="mono">${segment.query}</td>
    <td>${members.length === 0 ? "nobody" : `${names}${more}`}</td>
    <td>
      <form method="post" action="${adminPath(shop, "/segments/delete")}">
        <button class="button quiet" type="submit" name="id" value="${segment.id}">
          Delete <span class="unseen">${segment.name}</span>
        </button>
      </form>
    </td>
  </tr>`;
}

export function acceptSegment({ context, shop, request }: AdminView): SimulatorResponse {
  return acceptChange(request, adminPath(shop, "/segments"), (form) => {
    const segment = createSegment(context, shop, {
      name: form.get("name") || "Segment",
      query: form.get("query") ?? "",
    });
    return `${segment.name} has ${membersOf(shop, segment.id).length} customers now.`;
  });
}

export function acceptSegmentDeletion({ shop, request }: AdminView): SimulatorResponse {
  return acceptChange(request, adminPath(shop, "/segments"), (form) => {
    const { id, name } = requireSegment(shop, form.get("id") ?? "");
    deleteSegment(shop, id);
    return `${name} is deleted.`;
  });
}
