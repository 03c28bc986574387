// What a campaign has given so far, line by line.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { campaignKinds } from "../core/campaigns/end-early.ts";
import { type ResultsStep, campaignResults } from "../queries/campaign-results.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { answerLines } from "./admin/answer-lines.ts";

const askedSchema = z.object({ kind: z.enum(campaignKinds), id: z.string().min(1).max(40) });

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await authenticateMerchant(request);
  const { searchParams } = new URL(request.url);
  const asked = askedSchema.safeParse(Object.fromEntries(searchParams));
  if (!asked.success) throw new Response(null, { status: 400 });
  const now = (await businessNow()).getTime();
  const { signal } = request;
  return answerLines(linesOf(campaignResults({ shop, ...asked.data, now, signal })));
}

/** Days count orders or redemptions, and the page draws both alike. */
async function* linesOf(steps: AsyncGenerator<ResultsStep>): AsyncGenerator<object> {
  for await (const step of steps) {
    if (step.type === "progress" || step.kind === "never") yield step;
    else if (step.kind === "earning") {
      yield { ...step, days: step.days.map(({ orders: count, ...day }) => ({ ...day, count })) };
    } else {
      const days = step.days.map(({ redemptions: count, ...day }) => ({ ...day, count }));
      yield { ...step, days };
    }
  }
}
