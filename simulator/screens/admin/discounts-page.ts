// Discounts of the store, and what a merchant does to them by hand.
import {
  activateDiscount,
  deactivateDiscount,
  deleteDiscount,
  discountStatus,
  requireDiscount,
} from "../../actions/discounts.ts";
import type { Discount } from "../../model.ts";
import type { SimulatorResponse } from "../../server.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { catalogueResponse } from "./catalogue-page.ts";
import { acceptChange } from "./changes.ts";
import { customerName, moment, money } from "./formats.ts";
import { adminPath } from "./layout.ts";
import type { AdminView } from "./layout.ts";

export function acceptDiscountChange({ context, shop, request }: AdminView): SimulatorResponse {
  return acceptChange(request, adminPath(shop, "/discounts"), (form) => {
    const discount = requireDiscount(shop, request.params["id"] ?? "");
    const name = discount.code ?? discount.title;
    if (form.get("what") === "delete") {
      deleteDiscount(context, shop, discount);
      return `${name} is deleted.`;
    }
    const isOn = form.get("what") === "open";
    if (isOn) activateDiscount(context, discount);
    else deactivateDiscount(context, discount);
    context.emit(shop, { topic: "discounts/update", discount });
    return `${name} is ${isOn ? "on" : "off"}.`;
  });
}

function changeForm({ context, shop }: AdminView, discount: Discount): Html {
  const isOn = discountStatus(discount, context.now()) !== "EXPIRED";
  const name = discount.code ?? discount.title;
  return html`<form
    method="post"
    class="actions"
    action="${adminPath(shop, `/discounts/${discount.id}`)}"
  >
    <button class="button quiet" type="submit" name="what" value="${isOn ? "end" : "open"}">
      ${isOn ? "Switch off" : "Switch on"} <span class="unseen">${name}</span>
    </button>
    <button class="button danger" type="submit" name="what" value="delete">
      Delete <span class="unseen">${name}</span>
    </button>
  </form>`;
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
      { name: "Change", cell: (discount) => changeForm(view, discount) },
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
