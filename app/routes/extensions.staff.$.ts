// /extensions/staff/…: what the shop's staff see and do for a customer, on the customer's page in
// the admin and at the till.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { readMember } from "./extensions/staff-answer.ts";
import { throughStaffDoor } from "./extensions/staff-door.ts";
import { takeAdjustment } from "./extensions/take-adjustment.ts";
import { takeEnrolment } from "./extensions/take-enrolment.ts";
import { cancelAtTill, readTill, redeemAtTill } from "./extensions/till-answer.ts";
import { problem } from "./proxy/door.ts";
import type { Merchant } from "../shopify.server.ts";

type Answer = (request: Request, merchant: Merchant) => Promise<object>;

const reads = new Map<string, Answer>([
  ["member", readMember],
  ["till", readTill],
]);

const writes = new Map<string, Answer>([
  ["adjustment", takeAdjustment],
  ["enrolment", takeEnrolment],
  ["redeem", redeemAtTill],
  ["vouchers/cancel", cancelAtTill],
]);

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return answered(request, reads.get(params["*"] ?? ""));
}

export function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  return answered(request, writes.get(params["*"] ?? ""));
}

function answered(request: Request, answer: Answer | undefined): Promise<Response> {
  return throughStaffDoor(request, async (merchant) => {
    if (answer === undefined) throw problem("not_found");
    return answer(request, merchant);
  });
}
