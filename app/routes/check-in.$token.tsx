// The check-in page behind a link, for helpers who have no access to the admin. The link opens one
// event and nothing else.
import {
  type HeadersFunction,
  type LinksFunction,
  type LoaderFunctionArgs,
  data,
} from "@remix-run/node";
import { useLoaderData, useParams } from "@remix-run/react";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { loadPointsName } from "../queries/program.ts";
import "../ui/check-in-desk.css";
import { CheckInDesk, type CheckInDeskProps } from "../ui/check-in-desk.tsx";
import { formatDateTime } from "../ui/format.ts";
import { openDoor } from "./check-in/open-door.ts";
import { useDesk } from "./check-in/use-desk.ts";

/** None of its own, and no question for one. */
export const links: LinksFunction = () => [{ rel: "icon", href: "data:," }];

export const meta = () => [{ title: "Check-in" }, { name: "robots", content: "noindex" }];

/** Nobody else's page shows it, and only it may ask for the camera. */
const pageHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "frame-ancestors 'none'",
  "permissions-policy": "camera=(self)",
};

export const headers: HeadersFunction = () => pageHeaders;

export async function loader({ params }: LoaderFunctionArgs) {
  const opened = await openDoor(params["token"]);
  if (opened.outcome === "closed") {
    const status = opened.reason === "unknown" ? 404 : 410;
    return data({ closed: opened.reason, desk: null }, { status, headers: pageHeaders });
  }
  const { shopId, shopName, timeZone, event } = opened.desk;
  const { name, place, attended, capacity } = event;
  const when = formatDateTime(new Date(event.startsAt), timeZone);
  const pointsName = await loadPointsName(shopId, await businessNow());
  const desk = { shopName, event: { name, place, when, attended, capacity }, pointsName };
  return data({ closed: null, desk }, { headers: pageHeaders });
}

const closedWords = {
  unknown: "The link is incomplete or was changed.",
  revoked: "The link was revoked.",
  expired: "The event is over.",
};

export default function CheckIn() {
  const { closed, desk } = useLoaderData<typeof loader>();
  if (desk !== null) return <OpenDesk {...desk} />;
  return (
    <main className="desk">
      <h1>This link opens nothing</h1>
      <p>{closedWords[closed]} Ask whoever gave it to you for a new one.</p>
    </main>
  );
}

type OpenDeskProps = Pick<CheckInDeskProps, "event" | "pointsName">;

function OpenDesk({ event, pointsName }: OpenDeskProps) {
  const { token } = useParams();
  const { attended, ...desk } = useDesk(`/check-in/${token}/code`, event.attended);
  return <CheckInDesk isPage event={{ ...event, attended }} pointsName={pointsName} {...desk} />;
}
