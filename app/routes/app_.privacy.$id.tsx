// The file that a merchant hands to a customer who asked for their data.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { exportPersonalData } from "../queries/privacy-export.ts";
import { authenticateMerchant } from "../shopify.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const id = z.uuid().safeParse(params["id"]);
  const personalData = id.success ? await exportPersonalData(shop.id, id.data) : undefined;
  if (!personalData) throw new Response(null, { status: 404 });
  return new Response(JSON.stringify(personalData, null, 2), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="personal-data.json"',
      "cache-control": "no-store",
    },
  });
}
