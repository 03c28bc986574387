// Changes to one customer from its page.
import { deleteCustomer, requireCustomer, updateCustomer } from "../../actions/customers.ts";
import { mergeCustomers } from "../../actions/merge-customers.ts";
import type { SimulatorResponse } from "../../server.ts";
import { acceptChange } from "./changes.ts";
import { customerName, wordsOf } from "./formats.ts";
import { adminPath } from "./layout.ts";
import type { AdminView } from "./layout.ts";

export function acceptDeletion({ context, shop, request }: AdminView): SimulatorResponse {
  return acceptChange(request, adminPath(shop, "/customers"), () => {
    const customer = requireCustomer(shop, request.params["id"] ?? "");
    deleteCustomer(context, shop, customer.id);
    return `${customerName(customer)} is deleted.`;
  });
}

export function acceptTags({ context, shop, request }: AdminView): SimulatorResponse {
  const id = request.params["id"] ?? "";
  return acceptChange(request, adminPath(shop, `/customers/${id}`), (form) => {
    const { tags } = updateCustomer(context, shop, id, { tags: wordsOf(form.get("tags")) });
    return `Tags: ${tags.join(", ") || "none"}.`;
  });
}

export function acceptMerge({ context, shop, request }: AdminView): SimulatorResponse {
  const keptId = request.params["id"] ?? "";
  return acceptChange(request, adminPath(shop, `/customers/${keptId}`), (form) => {
    const gone = requireCustomer(shop, form.get("customerId") ?? "");
    const kept = mergeCustomers(context, shop, { keptId, deletedId: gone.id });
    return `${customerName(gone)} is a part of ${customerName(kept)} now.`;
  });
}
