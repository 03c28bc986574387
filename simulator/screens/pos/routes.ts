// The doors of the till: one for each store.
import {
  addTillCode,
  addToTill,
  chargeTill,
  clearTill,
  removeFromTill,
  removeTillCodes,
  setTillCustomer,
} from "../../actions/till.ts";
import type { SimulatorContext } from "../../context.ts";
import { answerTillCall } from "../../extension-host/till-calls.ts";
import type { Shop } from "../../model.ts";
import type { Route, SimulatorRequest, SimulatorResponse } from "../../server.ts";
import { findShop } from "../../state.ts";
import { acceptChange } from "../admin/changes.ts";
import { tillCustomerPage, tillCustomersPage } from "./customer-pages.ts";
import { missingTill, tillPage } from "./till-page.ts";

export interface TillView {
  readonly context: SimulatorContext;
  readonly shop: Shop;
  readonly request: SimulatorRequest;
}

type TillAnswer = (view: TillView) => SimulatorResponse;

const ENTRIES: readonly (readonly [method: "GET" | "POST", path: string, answer: TillAnswer])[] = [
  ["GET", "", tillPage],
  ["GET", "/customers", tillCustomersPage],
  ["GET", "/customers/:id", tillCustomerPage],
  ["POST", "/sale", acceptSale],
  ["POST", "/extension-calls", answerTillCall],
];

export function posRoutes(): Route[] {
  return ENTRIES.map(([method, path, answer]) => ({
    method,
    site: "home",
    path: `/pos/:handle${path}`,
    handle: (request, context) => {
      const shop = findShop(context.state, request.params["handle"] ?? "");
      return shop ? answer({ context, shop, request }) : missingTill();
    },
  }));
}

/** One form of the sale, told apart by what was pressed. */
function acceptSale({ context, shop, request }: TillView): SimulatorResponse {
  return acceptChange(request, `/pos/${shop.handle}`, (form) => {
    const pressed = (name: string): string | null => form.get(name);
    const add = pressed("add");
    const remove = pressed("remove");
    const customer = pressed("customer");
    if (add !== null) addToTill(shop, add, 1);
    else if (remove !== null) removeFromTill(shop, remove);
    else if (customer !== null) setTillCustomer(shop, customer === "" ? null : customer);
    else if (form.has("apply")) addTillCode(context, shop, pressed("code") ?? "");
    else if (form.has("clear-codes")) removeTillCodes(shop);
    else if (form.has("clear")) clearTill(shop);
    else if (form.has("charge")) return `Order ${chargeTill(context, shop).name} is paid.`;
    return "";
  });
}
