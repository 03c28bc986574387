// One product: what rules about products go by, its tags and its collections.
import {
  addToCollection,
  collectionsOf,
  removeFromCollection,
  shelve,
} from "../../actions/collections.ts";
import { setTags } from "../../actions/products.ts";
import type { Product, Shop } from "../../model.ts";
import type { SimulatorResponse } from "../../server.ts";
import { refuse } from "../../world.ts";
import { html } from "../html.ts";
import { acceptChange } from "./changes.ts";
import { money, wordsOf } from "./formats.ts";
import { adminPath, adminResponse } from "./layout.ts";
import type { AdminView } from "./layout.ts";
import { missingPage } from "./missing-page.ts";

export function productPage(view: AdminView): SimulatorResponse {
  const { context, shop, request } = view;
  const product = shop.products.get(request.params["id"] ?? "");
  if (!product || product.deletedAt !== null) {
    return missingPage(view, "products", "This product is not here.");
  }
  const own = collectionsOf(shop, product.id);
  return adminResponse(view, {
    title: product.title,
    section: "products",
    content: html`<div class="columns">
      <section class="sheet" aria-labelledby="facts">
        <h2 id="facts">Details</h2>
        <dl class="facts">
          <dt>Id</dt>
          <dd class="mono">${product.id}</dd>
          ${product.variants.map(
            (variant) =>
              html`<dt>${variant.title}</dt>
                <dd>
                  ${money(variant.priceMinor, shop.currency)}
                  <span class="mono soft">${variant.id}</span>
                </dd>`,
          )}
        </dl>
        <p>
          <a href="${context.storefrontOrigin(shop.handle)}/products/${product.handle}"
            >See it in the store</a
          >
        </p>
      </section>
      <section class="sheet" aria-labelledby="shelves">
        <h2 id="shelves">Tags and collections</h2>
        <form method="post" action="${adminPath(shop, `/products/${product.id}`)}">
          <div class="field">
            <label for="tags">Tags, separated by commas</label>
            <input id="tags" name="tags" value="${product.tags.join(", ")}" />
          </div>
          ${[...shop.collections.values()].map(
            ({ id, title }) =>
              html`<label class="check">
                <input
                  type="checkbox"
                  name="collection"
                  value="${id}"
                  ${own.some((entry) => entry.id === id) && html`checked`}
                />
                ${title} <span class="mono small soft">${id}</span>
              </label>`,
          )}
          <div class="field">
            <label for="new-collection">Into a new collection</label>
            <input id="new-collection" name="newCollection" placeholder="presents" />
          </div>
          <button class="button" type="submit">Save</button>
        </form>
      </section>
    </div>`,
  });
}

export function acceptProduct({ context, shop, request }: AdminView): SimulatorResponse {
  const product = shop.products.get(request.params["id"] ?? "");
  return acceptChange(request, adminPath(shop, `/products/${product?.id ?? ""}`), (form) => {
    if (!product) refuse("This product is not here.");
    setTags(context, shop, product.id, wordsOf(form.get("tags")));
    const wanted = form.getAll("collection");
    for (const { id } of shop.collections.values()) {
      const change = wanted.includes(id) ? addToCollection : removeFromCollection;
      change(context, shop, id, product.id);
    }
    for (const handle of wordsOf(form.get("newCollection"))) {
      shelve(context, shop, handle, product);
    }
    return `${product.title} is saved: ${summaryOf(shop, product)}.`;
  });
}

function summaryOf(shop: Shop, product: Product): string {
  const shelves = collectionsOf(shop, product.id).map(({ title }) => title);
  return [...shelves, ...product.tags].join(", ") || "no tags and no collections";
}
