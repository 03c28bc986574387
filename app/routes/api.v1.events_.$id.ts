// What came of an event, for the integration that told it.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { type ToldEventView, findToldEvent } from "../queries/integrations.ts";
import { throughApiDoor } from "./api/door.ts";
import { answerJson, methodNotAllowed, problem } from "./api/problems.ts";

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return throughApiDoor(request, "outcomes:read", async ({ key }) => {
    const id = z.uuid().safeParse(params["id"]);
    const told = id.success ? await findToldEvent(key, id.data) : undefined;
    if (!told) throw problem("not-found", "This integration told no event with this id");
    return answerJson(present(told), 200);
  });
}

export function action(): Response {
  return methodNotAllowed("GET");
}

function present({ trigger, subject, occurredAt, receivedAt, outcome, ...told }: ToldEventView) {
  return {
    id: told.id,
    ...(trigger === "custom" ? { event: subject } : { reviewId: subject }),
    occurredAt: occurredAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    status: outcome ?? "received",
    points: told.points,
    reason: told.reason,
    awards: told.awards.map(({ rule, points }) => ({ way: rule, points: Number(points) })),
  };
}
