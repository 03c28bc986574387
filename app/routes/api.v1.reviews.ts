// Reviews that members wrote, told by a system that signs as this API asks.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughApiDoor } from "./api/door.ts";
import { methodNotAllowed } from "./api/problems.ts";
import { parseSigned, receiveSigned } from "./api/receive.ts";
import { reviewBody } from "./api/told-event.ts";

export function loader(): Response {
  return methodNotAllowed("POST");
}

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return methodNotAllowed("POST");
  return throughApiDoor(request, "reviews:write", async (visit) => {
    const { reviewId, member, occurredAt } = parseSigned(request, visit, reviewBody);
    return receiveSigned(visit, { trigger: "review", subject: reviewId, member, occurredAt });
  });
}
