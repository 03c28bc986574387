// The texts of the panel as we wrote them, in one language, for the form in which a merchant puts
// them otherwise.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { textLanguages } from "../core/program/own-text-terms.ts";
import { ownTextValues } from "../core/program/own-text-keys.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { textsAsWritten } from "./proxy/panel-words.ts";

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  await authenticateMerchant(request);
  const asked = z.enum(textLanguages).safeParse(new URL(request.url).searchParams.get("language"));
  if (!asked.success) throw new Response(null, { status: 400 });
  const written = textsAsWritten(asked.data);
  const texts = Object.fromEntries(
    [...ownTextValues.keys()].map((key) => [key, written.get(key) ?? ""]),
  );
  return Response.json({ texts }, { headers: { "cache-control": "no-store" } });
}
