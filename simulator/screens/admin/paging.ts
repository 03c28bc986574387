// Lists of the admin, a page at a time, searched by text.
import { html } from "../html.ts";
import type { Html } from "../html.ts";

const PAGE_SIZE = 50;
const MAXIMUM_SEARCH_LENGTH = 100;

export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly found: number;
  readonly pageNumber: number;
  readonly lastPage: number;
  readonly searchText: string;
}

export function listPage<Item>(
  all: readonly Item[],
  search: URLSearchParams,
  textOf: (item: Item) => string,
): Listing<Item> {
  const searchText = (search.get("q") ?? "").trim().slice(0, MAXIMUM_SEARCH_LENGTH);
  const wanted = searchText.toLowerCase();
  const matching =
    wanted === "" ? all : all.filter((item) => textOf(item).toLowerCase().includes(wanted));
  const lastPage = Math.max(1, Math.ceil(matching.length / PAGE_SIZE));
  const asked = Number(search.get("page") ?? "1");
  const pageNumber = Number.isSafeInteger(asked) ? Math.min(Math.max(asked, 1), lastPage) : 1;
  const start = (pageNumber - 1) * PAGE_SIZE;
  return {
    items: matching.slice(start, start + PAGE_SIZE),
    found: matching.length,
    pageNumber,
    lastPage,
    searchText,
  };
}

export function searchForm(listing: Listing<unknown>, label: string): Html {
  return html`<form method="get" role="search" class="row sheet">
    <div class="field">
      <label for="q">${label}</label>
      <input id="q" name="q" type="search" value="${listing.searchText}" />
    </div>
    <button class="button quiet" type="submit">Search</button>
  </form>`;
}

export function pageLinks(listing: Listing<unknown>): Html | null {
  if (listing.lastPage === 1) return null;
  const link = (label: string, page: number): Html => {
    const query = new URLSearchParams({ page: String(page) });
    if (listing.searchText !== "") query.set("q", listing.searchText);
    return html`<a href="?${query.toString()}">${label}</a>`;
  };
  const { pageNumber, lastPage } = listing;
  return html`<nav class="pages" aria-label="Pages">
    <span>${pageNumber > 1 && link("Previous", pageNumber - 1)}</span>
    <span class="soft">Page ${pageNumber} of ${lastPage}</span>
    <span>${pageNumber < lastPage && link("Next", pageNumber + 1)}</span>
  </nav>`;
}
