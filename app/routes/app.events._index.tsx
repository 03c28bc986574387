// The events of the store. The address holds which of them are shown.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { type Cursor, decodeCursor } from "../queries/cursor.ts";
import { listEvents } from "../queries/events.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { EventsPage } from "../ui/events/events-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const { searchParams } = new URL(request.url);
  const isOver = searchParams.has("over");
  const after = readCursor(searchParams.get("after"));
  const now = await businessNow();
  const { events, nextCursor } = await listEvents(shop.id, { isOver, after }, now);
  const isFirstPage = after === null;
  const { timeZone } = shop;
  return { events, nextCursor, isOver, isFirstPage, timeZone, now: now.getTime() };
}

/** Throws a 400 for a cursor that no page of ours contained. */
function readCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  const cursor = decodeCursor(text);
  if (!cursor || Number.isNaN(Date.parse(cursor.value))) throw new Response(null, { status: 400 });
  return cursor;
}

export default function Events() {
  const { nextCursor, ...data } = useLoaderData<typeof loader>();
  const [, setSearchParams] = useSearchParams();
  const address = (isOver: boolean, after: string | null) => {
    const wanted: [string, string][] = isOver ? [["over", "1"]] : [];
    return new URLSearchParams(after === null ? wanted : [...wanted, ["after", after]]);
  };
  return (
    <EventsPage
      {...data}
      hasNext={nextCursor !== null}
      onShow={(isOver) => setSearchParams(address(isOver, null), { replace: true })}
      onNext={() => setSearchParams(address(data.isOver, nextCursor))}
    />
  );
}
