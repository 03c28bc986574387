// GET /proxy/qr?code=CODE: a member's link as a picture. It leads to links of this store and to
// nowhere else, so that nobody makes the store's address vouch for another page.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { qrSvg, svgHeaders } from "../adapters/qr/qr-svg.ts";
import { problem, throughProxyDoor } from "./proxy/door.ts";
import { referralLink } from "./proxy/referral-link.ts";

/** A code says the same for ever; whether it works, its page tells. */
const CACHE_SECONDS = 86_400;
const codePattern = /^[A-Za-z0-9-]{3,40}$/;

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async ({ shop }) => {
    const { searchParams } = new URL(request.url);
    const code = searchParams.get("code") ?? "";
    if (!codePattern.test(code)) throw problem("not_found");
    const link = referralLink(shop.domain, searchParams.get("path_prefix"), code);
    const svg = qrSvg(link, { title: link });
    return new Response(svg, {
      headers: { ...svgHeaders, "cache-control": `private, max-age=${CACHE_SECONDS}` },
    });
  });
}
