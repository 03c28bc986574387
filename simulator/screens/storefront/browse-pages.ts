// Where a shopper looks around: home, collections, one product.
import type { Product } from "../../model.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { formatMoney } from "../liquid/money.ts";
import {
  ALL_PRODUCTS,
  findCollection,
  hasVariants,
  listCollections,
  picturePath,
  priceRange,
  productPath,
} from "./catalogue.ts";
import { storefrontDocument } from "./layout.ts";
import { localAddress, moneyFormat } from "./page.ts";
import type { CollectionView, StorefrontPage } from "./page.ts";

const FEATURED_PRODUCTS = 8;

export function homePage(page: StorefrontPage): string {
  const everything = findCollection(page.shop, ALL_PRODUCTS)?.products ?? [];
  const subject = { title: "Home", template: "index" };
  return storefrontDocument(page, subject, {
    content: (sections) =>
      html` <section class="hero">
          <div class="wide">
            <p class="eyebrow">Small batches, sent the day they are ready</p>
            <h1>${page.shop.name}</h1>
            <p class="lead">
              Roasted and packed by people who drink it themselves. Pick a bag, brew a cup, come
              back for the next one.
            </p>
            <p>
              <a class="button" href="${localAddress(page, "/collections/all")}">Shop everything</a>
            </p>
          </div>
        </section>
        <div class="wide app-sections">${sections}</div>
        <section class="wide" aria-labelledby="favourites">
          <h2 id="favourites">Favourites</h2>
          ${productGrid(page, everything.slice(0, FEATURED_PRODUCTS))}
        </section>
        <section class="wide promises" aria-label="Why shop here">
          <div>
            <h2>Fresh</h2>
            <p>Packed this week, dated on every bag.</p>
          </div>
          <div>
            <h2>Fair</h2>
            <p>We name the farm and the price it was paid.</p>
          </div>
          <div>
            <h2>Friendly</h2>
            <p>Not your taste? We send you another one.</p>
          </div>
        </section>`,
  });
}

export function collectionPage(page: StorefrontPage, view: CollectionView): string {
  const subject = { title: view.title, template: "collection", collection: view };
  const shelves = [{ handle: ALL_PRODUCTS, title: "Everything" }, ...listCollections(page.shop)];
  return storefrontDocument(page, subject, {
    content: (sections) =>
      html` <section class="wide">
        <h1>${view.title}</h1>
        <nav aria-label="Collections">
          <ul class="shelves">
            ${shelves.map(
              ({ handle, title }) =>
                html`<li>
                  <a
                    href="${localAddress(page, `/collections/${handle}`)}"
                    ${handle === view.handle && html`aria-current="page"`}
                    >${title}</a
                  >
                </li>`,
            )}
          </ul>
        </nav>
        ${sections} ${productGrid(page, view.products)}
      </section>`,
  });
}

function productGrid(page: StorefrontPage, products: readonly Product[]): Html {
  if (products.length === 0) return html`<p>The shelves are empty at the moment.</p>`;
  return html`<ul class="grid">
    ${products.map((product) => productCard(page, product))}
  </ul>`;
}

function productCard(page: StorefrontPage, product: Product): Html {
  const { lowestMinor, highestMinor } = priceRange(product);
  const price = formatMoney(lowestMinor, moneyFormat(page));
  return html`<li class="card">
    <img src="${picturePath(product)}" alt="" width="400" height="400" loading="lazy" />
    <h3><a href="${localAddress(page, productPath(product))}">${product.title}</a></h3>
    <p class="price">${lowestMinor === highestMinor ? price : `from ${price}`}</p>
  </li>`;
}

export function productPage(page: StorefrontPage, product: Product): string {
  const subject = { title: product.title, template: "product", product };
  return storefrontDocument(page, subject, {
    content: (sections) =>
      html` <section class="wide product">
        <img src="${picturePath(product)}" alt="" width="800" height="800" />
        <div>
          <p class="eyebrow">${product.vendor}</p>
          <h1>${product.title}</h1>
          ${purchaseForm(page, product)} ${sections}
          <p class="description">${product.description}</p>
        </div>
      </section>`,
  });
}

function purchaseForm(page: StorefrontPage, product: Product): Html {
  const wanted = page.search.get("variant");
  const chosen = product.variants.find(({ id }) => id === wanted) ?? product.variants[0];
  if (!chosen) return html`<p>This product cannot be ordered at the moment.</p>`;
  const format = moneyFormat(page);
  return html`<form class="purchase" method="post" action="${localAddress(page, "/cart/add")}">
    <p class="price" data-price>
      ${formatMoney(chosen.priceMinor, format)}
      ${
        chosen.compareAtMinor !== null &&
        html`<s
          ><span class="unseen">before </span>${formatMoney(chosen.compareAtMinor, format)}</s
        >`
      }
    </p>
    ${
      hasVariants(product)
        ? html`<fieldset>
            <legend>Size</legend>
            ${product.variants.map(
              (variant) =>
                html`<label class="choice"
                  ><input
                    type="radio"
                    name="id"
                    value="${variant.id}"
                    ${variant === chosen && html`checked`}
                    data-price="${formatMoney(variant.priceMinor, format)}"
                  />
                  <span>${variant.title}</span></label
                >`,
            )}
          </fieldset>`
        : html`<input type="hidden" name="id" value="${chosen.id}" />`
    }
    <div class="buy">
      <label
        >Quantity
        <input type="number" name="quantity" value="1" min="1" max="99" inputmode="numeric"
      /></label>
      <button class="button" type="submit">Add to cart</button>
    </div>
    <p class="small">
      ${page.shop.taxesIncluded ? "Price includes tax." : "Tax is added at checkout."} Shipping is
      added at checkout.
    </p>
  </form>`;
}

export function missingPage(page: StorefrontPage): string {
  return storefrontDocument(
    page,
    { title: "Not found", template: "404" },
    {
      content: () =>
        html`<section class="wide narrow">
          <h1>This page is not here</h1>
          <p>It may have moved, or the address has a slip in it.</p>
          <p>
            <a class="button" href="${localAddress(page, "/collections/all")}"
              >See what is on the shelves</a
            >
          </p>
        </section>`,
    },
  );
}
