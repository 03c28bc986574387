// Where a page of a list begins or ends, as text for an address. Opaque to its readers, checked
// when it comes back.
import { z } from "zod";

export interface Cursor {
  /** What the list is sorted by, as text. */
  value: string;
  id: string;
}

const MAX_CURSOR_CHARACTERS = 200;
const cursorSchema = z.tuple([z.string().max(100), z.uuid()]);

export function encodeCursor({ value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([value, id]), "utf8").toString("base64url");
}

/** Null when the text was never a cursor of ours. */
export function decodeCursor(text: string): Cursor | null {
  if (text.length > MAX_CURSOR_CHARACTERS) return null;
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return parsed.success ? { value: parsed.data[0], id: parsed.data[1] } : null;
  } catch {
    return null;
  }
}
