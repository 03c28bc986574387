// Custom events: another system tells that a member did something which the program rewards.
import type { ActionFunctionArgs } from "@remix-run/node";
import { throughApiDoor } from "./api/door.ts";
import { methodNotAllowed } from "./api/problems.ts";
import { parseSigned, receiveSigned } from "./api/receive.ts";
import { customEventBody } from "./api/told-event.ts";

export function loader(): Response {
  return methodNotAllowed("POST");
}

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return methodNotAllowed("POST");
  return throughApiDoor(request, "events:write", async (visit) => {
    const { event, member, occurredAt } = parseSigned(request, visit, customEventBody);
    return receiveSigned(visit, { trigger: "custom", subject: event, member, occurredAt });
  });
}
