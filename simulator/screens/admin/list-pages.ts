// What a merchant looks through: orders, products, customers, discount codes.
import { discountStatus } from "../../actions/discounts.ts";
import { collectionsOf } from "../../actions/collections.ts";
import { listProducts } from "../../actions/products.ts";
import { orderAmounts } from "../../actions/order-amounts.ts";
import type { Customer, Discount, Order, Product } from "../../model.ts";
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { customerName, moment, money, orderBadges } from "./formats.ts";
import { adminPath, adminResponse } from "./layout.ts";
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
}

function catalogueResponse<Item>(view: AdminView, catalogue: Catalogue<Item>): SimulatorResponse {
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
      </div>`,
  });
}

export function ordersPage(view: AdminView): SimulatorResponse {
  const { shop } = view;
  const customerOf = (order: Order): Customer | undefined =>
    order.customerId === null ? undefined : shop.customers.get(order.customerId);
  return catalogueResponse<Order>(view, {
    title: "Orders",
    section: "orders",
    searchLabel: "Order number, customer or e-mail",
    items: [...shop.orders.values()].toSorted((a, b) => b.number - a.number),
    textOf: (order) => `${order.name} ${order.email ?? ""} ${customerName(customerOf(order))}`,
    columns: [
      {
        name: "Order",
        cell: (order) =>
          html`<a href="${adminPath(shop, `/orders/${order.id}`)}"><b>${order.name}</b></a>`,
      },
      {
        name: "Date",
        cell: (order) => html`<span class="nowrap">${moment(shop, order.createdAt)}</span>`,
      },
      { name: "Customer", cell: (order) => customerName(customerOf(order)) },
      { name: "Status", cell: orderBadges },
      {
        name: "Total",
        isNumber: true,
        cell: (order) => money(orderAmounts(order).currentTotal.shop, order.currency),
      },
    ],
  });
}

export function productsPage(view: AdminView): SimulatorResponse {
  const { shop } = view;
  const prices = (product: Product): string =>
    product.variants
      .map(({ title, priceMinor }) => `${title}: ${money(priceMinor, shop.currency)}`)
      .join(" · ");
  return catalogueResponse<Product>(view, {
    title: "Products",
    section: "products",
    searchLabel: "Product or kind",
    items: listProducts(shop),
    textOf: (product) => `${product.title} ${product.productType} ${product.vendor}`,
    columns: [
      {
        name: "Product",
        cell: (product) =>
          html`<a href="${adminPath(shop, `/products/${product.id}`)}"><b>${product.title}</b></a>`,
      },
      { name: "Kind", cell: ({ productType }) => productType },
      {
        name: "Collections",
        cell: ({ id }) =>
          collectionsOf(shop, id)
            .map(({ title }) => title)
            .join(", "),
      },
      { name: "Tags", cell: ({ tags }) => tags.join(", ") },
      { name: "Prices", cell: (product) => prices(product).replaceAll("Default Title: ", "") },
    ],
  });
}

export function customersPage(view: AdminView): SimulatorResponse {
  const { shop } = view;
  const counts = new Map<string, number>();
  for (const { customerId } of shop.orders.values()) {
    if (customerId !== null) counts.set(customerId, (counts.get(customerId) ?? 0) + 1);
  }
  return catalogueResponse<Customer>(view, {
    title: "Customers",
    section: "customers",
    searchLabel: "Name or e-mail",
    items: [...shop.customers.values()],
    textOf: (customer) => `${customerName(customer)} ${customer.email ?? ""}`,
    columns: [
      {
        name: "Customer",
        cell: (customer) =>
          html`<a href="${adminPath(shop, `/customers/${customer.id}`)}">
            <b>${customerName(customer)}</b></a
          >`,
      },
      { name: "E-mail", cell: ({ email }) => email ?? "–" },
      {
        name: "Marketing",
        cell: ({ marketingState }) => marketingState.toLowerCase().replaceAll("_", " "),
      },
      { name: "Orders", isNumber: true, cell: ({ id }) => String(counts.get(id) ?? 0) },
    ],
  });
}

export function discountsPage(view: AdminView): SimulatorResponse {
  const { shop, context } = view;
  const tones = { ACTIVE: "good", EXPIRED: "", SCHEDULED: "warn" } as const;
  return catalogueResponse<Discount>(view, {
    title: "Discounts",
    section: "discounts",
    searchLabel: "Code or title",
    items: [...shop.discounts.values()].toReversed(),
    textOf: (discount) => `${discount.code ?? ""} ${discount.title}`,
    columns: [
      {
        name: "Code",
        cell: (discount) =>
          discount.code === null
            ? html`<b>${discount.title}</b> <br /><span class="soft small">applies by itself</span>`
            : html`<b class="mono">${discount.code}</b> <br /><span class="soft small"
                  >${discount.title}</span
                >`,
      },
      {
        name: "Status",
        cell: (discount) => {
          const status = discountStatus(discount, context.now());
          const words = status.charAt(0) + status.slice(1).toLowerCase();
          return html`<span class="badge ${tones[status]}">${words}</span>`;
        },
      },
      { name: "Takes off", cell: (discount) => describeWorth(discount, shop.currency) },
      { name: "For", cell: (discount) => describeBuyers(view, discount) },
      { name: "Ends", cell: ({ endsAt }) => (endsAt === null ? "Never" : moment(shop, endsAt)) },
      {
        name: "Used",
        isNumber: true,
        cell: ({ uses, usageLimit }) =>
          `${uses.length}${usageLimit === null ? "" : ` of ${usageLimit}`}`,
      },
    ],
  });
}

function describeWorth(discount: Discount, currency: string): Html {
  const { minimumSubtotalMinor, minimumQuantity } = discount;
  const conditions = [
    minimumSubtotalMinor !== null && `from ${money(minimumSubtotalMinor, currency)}`,
    minimumQuantity !== null && `from ${minimumQuantity} units`,
    discount.items.kind === "selected" && "on chosen goods",
    `combines with ${combinations(discount)}`,
  ];
  return html`${worthOf(discount, currency)}${conditions.map(
    (condition) => condition && html`<br /><span class="soft small">${condition}</span>`,
  )}`;
}

function worthOf({ value }: Discount, currency: string): string {
  if (value.kind === "percentage") return `${Number(value.fraction) * 100} %`;
  if (value.kind === "amount") {
    return `${money(value.amountMinor, currency)}${value.eachItem ? " each" : ""}`;
  }
  const { countryCodes, maximumPriceMinor } = value;
  const where = countryCodes === null ? "" : ` to ${countryCodes.join(", ")}`;
  const most = maximumPriceMinor === null ? "" : ` up to ${money(maximumPriceMinor, currency)}`;
  return `Shipping${where}${most}`;
}

function combinations({ combinesWith }: Discount): string {
  const names = Object.entries(combinesWith).flatMap(([name, isAllowed]) =>
    isAllowed ? name : [],
  );
  return names.length === 0 ? "nothing" : names.join(", ");
}

function describeBuyers({ shop }: AdminView, { buyers }: Discount): Html {
  if (buyers.kind === "all") return html`Everybody`;
  if (buyers.kind === "segments") return html`${buyers.segmentIds.length} segments`;
  return html`${buyers.customerIds.map((id) => {
    const name = customerName(shop.customers.get(id));
    return html`<a href="${adminPath(shop, `/customers/${id}`)}">${name}</a> `;
  })}`;
}
