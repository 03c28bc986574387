// The event that an address of the admin names.
import { z } from "zod";

/** Throws a 404 for what no event is called. */
export function eventIdOf(params: Readonly<Record<string, string | undefined>>): string {
  const id = z.uuid().safeParse(params["id"]);
  if (!id.success) throw new Response(null, { status: 404 });
  return id.data;
}
