// What a merchant looks through: orders, products, customers.
import { collectionsOf } from "../../actions/collections.ts";
import { listProducts } from "../../actions/products.ts";
import { orderAmounts } from "../../actions/order-amounts.ts";
import type { Customer, Order, Product } from "../../model.ts";
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import { customerName, moment, money, orderBadges } from "./formats.ts";
import { catalogueResponse } from "./catalogue-page.ts";
import { adminPath } from "./layout.ts";
import type { AdminView } from "./layout.ts";

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
