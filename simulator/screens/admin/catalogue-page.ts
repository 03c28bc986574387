// A list of the admin: a table of things, searched and turned over page by page.
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { adminResponse } from "./layout.ts";
import type { AdminSection, AdminView } from "./layout.ts";
import { listPage, pageLinks, searchForm } from "./paging.ts";

interface Column<Item> {
  readonly name: string;
  readonly isNumber?: boolean;
  readonly cell: (item: Item) => Html | string;
}

interface Catalogue<Item> {
  readonly title: string;
  readonly section: AdminSection;
  readonly searchLabel: string;
  readonly items: readonly Item[];
  readonly textOf: (item: Item) => string;
  readonly columns: readonly Column<Item>[];
  /** What stands below the list. */
  readonly below?: Html;
}

export function catalogueResponse<Item>(
  view: AdminView,
  catalogue: Catalogue<Item>,
): SimulatorResponse {
  const search = view.request.url.searchParams;
  const listing = listPage(catalogue.items, search, catalogue.textOf);
  const cell = (column: Column<Item>, item: Item): Html =>
    html`<td ${column.isNumber && html`class="number"`}>${column.cell(item)}</td>`;
  return adminResponse(view, {
    title: catalogue.title,
    section: catalogue.section,
    content: html`${searchForm(listing, catalogue.searchLabel)}
      <div class="sheet flush">
        ${
          listing.found === 0
            ? html`<p class="empty">
                Nothing here${listing.searchText && ` for “${listing.searchText}”`}.
              </p>`
            : html`<div class="scroll" role="region" aria-label="${catalogue.title}" tabindex="0">
                <table>
                  <thead>
                    <tr>
                      ${catalogue.columns.map(
                        ({ name, isNumber }) =>
                          html`<th scope="col" ${isNumber && html`class="number"`}>${name}</th>`,
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    ${listing.items.map(
                      (item) =>
                        html`<tr>
                          ${catalogue.columns.map((column) => cell(column, item))}
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>`
        }
        ${pageLinks(listing)}
      </div>
      ${catalogue.below}`,
  });
}
