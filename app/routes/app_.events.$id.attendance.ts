// Who came to an event, as a file for a spreadsheet.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { CSV_BYTE_ORDER_MARK, csvRow } from "../core/csv/csv-row.ts";
import { localDateTimeOf } from "../core/calendar/local-time.ts";
import { type Attendee, loadAttendees, loadEvent } from "../queries/events.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { eventIdOf } from "./admin/event-id.ts";

/** As many as an event can hold that anybody writes down in a spreadsheet. */
const MAX_ROWS = 100_000;

export async function loader({ request, params }: LoaderFunctionArgs): Promise<Response> {
  const { shop } = await authenticateMerchant(request);
  const id = eventIdOf(params);
  const found = await loadEvent(shop.id, id);
  if (!found) throw new Response(null, { status: 404 });
  const attendees = await loadAttendees(shop.id, id, MAX_ROWS);
  const rows = attendees.map((attendee) => rowOf(attendee, shop.timeZone));
  return new Response(CSV_BYTE_ORDER_MARK + csvRow(head) + rows.join(""), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="attendance.csv"',
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

const head = ["Name", "E-mail", "Checked in at", "How", "Door", "Points", "Member"];

function rowOf(attendee: Attendee, timeZone: string): string {
  const { name, email, checkedInAt, how, door, points, memberId } = attendee;
  const at = localDateTimeOf(checkedInAt.getTime(), timeZone).replace("T", " ");
  return csvRow([name, email, at, how, door ?? "Admin", points, memberId]);
}
