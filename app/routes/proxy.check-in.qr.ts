// GET /proxy/check-in/qr: the signed-in member's code as a picture. It is their own whatever the
// address says, and none once it has expired.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { checkInText } from "../adapters/links/check-in-code.ts";
import { qrSvg, svgHeaders } from "../adapters/qr/qr-svg.ts";
import { shownMemberCode } from "../core/events/member-code.ts";
import { loadWorkingCode } from "../queries/working-code.ts";
import { problem, signedInCustomer, throughProxyDoor } from "./proxy/door.ts";

export function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async (visit) => {
    const held = await loadWorkingCode(visit.shop.id, signedInCustomer(visit));
    if (held === undefined) throw problem("not_found");
    const { code } = held;
    const svg = qrSvg(checkInText(visit.shop.id, code), { title: shownMemberCode(code) });
    return new Response(svg, { headers: { ...svgHeaders, "cache-control": "no-store" } });
  });
}
