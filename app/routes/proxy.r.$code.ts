// GET /proxy/r/CODE: where a member's link leads. Shopify's proxy follows redirects by itself, so
// the browser is sent on by a small page.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { findLandingOf } from "../queries/referral-landing.ts";
import { throughProxyDoor } from "./proxy/door.ts";
import { loadVoice } from "./proxy/load-voice.ts";

const NOT_FOUND = 404;

export function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  return throughProxyDoor(request, async ({ shop }) => {
    const now = (await businessNow()).getTime();
    const landing = await findLandingOf(shop.id, params["code"] ?? "", now);
    const locales = [request.headers.get("accept-language")?.split(",", 1)[0] ?? null, shop.locale];
    const { locale, say } = await loadVoice(shop.id, locales, now);
    if (landing === undefined) {
      const link = `<a href="/">${escapeHtml(say("referral_to_shop"))}</a>`;
      const page = {
        locale,
        head: "",
        body: `<p>${escapeHtml(say("referral_dead_link"))}</p><p>${link}</p>`,
      };
      throw htmlPage(page, NOT_FOUND);
    }
    const target = escapeHtml(`${landing.path}?loyalty-friend=${encodeURIComponent(landing.code)}`);
    const head = `<meta http-equiv="refresh" content="0;url=${target}">`;
    const body = `<p><a href="${target}">${escapeHtml(say("referral_go_on"))}</a></p>`;
    throw htmlPage({ locale, head, body });
  });
}

interface Page {
  locale: string;
  head: string;
  body: string;
}

function htmlPage({ locale, head, body }: Page, status = 200): Response {
  const html =
    `<!doctype html><html lang="${escapeHtml(locale)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">` +
    `<title>…</title>${head}</head><body>${body}</body></html>`;
  return new Response(html, {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    },
  });
}

function escapeHtml(text: string): string {
  const named = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" } as const;
  return text.replaceAll(/[&<>"]/g, (sign) => named[sign as keyof typeof named]);
}
