// The doors of the desk: start page, mail box, control.
import { html as htmlResponse } from "../../server.ts";
import type { Route, SimulatorRequest, SimulatorResponse } from "../../server.ts";
import { sendDueGiftCardMails } from "../../actions/credit-mails.ts";
import type { SimulatorContext } from "../../context.ts";
import { acceptControl, controlPage } from "./control-page.ts";
import { landingPage } from "./landing.ts";
import { deskHeaders } from "./layout.ts";
import { mailListPage, mailPage, missingMailPage } from "./mail-pages.ts";

export function deskRoutes(): Route[] {
  const page = (path: string, handle: Route["handle"]): Route => ({
    method: "GET",
    site: "home",
    path,
    handle,
  });
  return [
    page("/", (_, context) => deskResponse(landingPage(context))),
    page("/mail", ({ url }, context) => {
      sendDueGiftCardMails(context);
      return deskResponse(mailListPage(context.state.mails, url.searchParams));
    }),
    page("/mail/:id", showMail),
    page("/mail/:id/html", showMailBody),
    page("/control", ({ url }, context) => deskResponse(controlPage(context, url.searchParams))),
    { method: "POST", site: "home", path: "/control/:change", handle: acceptControl },
  ];
}

function deskResponse(markup: string, status = 200): SimulatorResponse {
  return { status, headers: deskHeaders(), body: markup };
}

function showMail(request: SimulatorRequest, context: SimulatorContext): SimulatorResponse {
  const mail = context.state.mails.find(({ id }) => id === request.params["id"]);
  return mail ? deskResponse(mailPage(mail)) : deskResponse(missingMailPage(), 404);
}

/**
 * The message's own markup, in a sandbox of its own origin. Its scripts are stopped by the policy
 * and not by the sandbox, so that tools which examine pages can still look inside.
 */
function showMailBody(request: SimulatorRequest, context: SimulatorContext): SimulatorResponse {
  const mail = context.state.mails.find(({ id }) => id === request.params["id"]);
  if (!mail || mail.html === null) return { status: 404, body: "No HTML part" };
  const response = htmlResponse(mail.html);
  const policy =
    "default-src 'none'; img-src * data:; style-src 'unsafe-inline'; " +
    "sandbox allow-scripts allow-popups; " +
    "frame-ancestors 'self'";
  return {
    ...response,
    headers: {
      ...response.headers,
      "content-security-policy": policy,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  };
}
