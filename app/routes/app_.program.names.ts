// What the store calls the products, variants, collections and segments that a program names, so
// that the form shows no bare numbers. Without an answer of Shopify the form does with the numbers.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import type { AdminGraphql } from "../adapters/shopify/ask-admin.ts";
import { fetchNames, MAX_NAMES, namedKinds } from "../adapters/shopify/operations/fetch-names.ts";
import { listSegments } from "../adapters/shopify/operations/list-segments.ts";
import { authenticateMerchant } from "../shopify.server.ts";

const askedSchema = z.object({
  kind: z.enum([...namedKinds, "segment"]),
  ids: z
    .string()
    .transform((text) => text.split(",").filter((id) => id !== ""))
    .pipe(z.array(z.string().regex(/^\d{1,20}$/)).max(MAX_NAMES)),
});

/** For segments all of the store, whatever ids are asked for. */
export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { admin: client } = await authenticateMerchant(request);
  const { searchParams } = new URL(request.url);
  const asked = askedSchema.safeParse({
    kind: searchParams.get("kind"),
    ids: searchParams.get("ids") ?? "",
  });
  if (!asked.success) throw new Response(null, { status: 400 });
  const { kind, ids } = asked.data;
  const admin = client as unknown as AdminGraphql;
  const answer = await (kind === "segment" ? listSegments(admin) : fetchNames(admin, kind, ids));
  const headers = { "cache-control": "no-store" };
  if (answer.outcome === "ok") return Response.json({ names: answer.data }, { headers });
  return Response.json({ outcome: answer.outcome }, { status: 503, headers });
}
