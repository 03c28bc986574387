// What a form of the admin sends: JSON of a known shape and a bounded size.
import type { z } from "zod";

/** Many times what most forms of ours can hold; the program's has a bound of its own. */
const MAX_SUBMISSION_BYTES = 64 * 1_024;

/** Throws a 413 for what is too large, and a 400 for what no form of ours can have sent. */
export async function readSubmission<Shape extends z.ZodType>(
  request: Request,
  shape: Shape,
  { maxBytes = MAX_SUBMISSION_BYTES }: { maxBytes?: number } = {},
): Promise<z.output<Shape>> {
  const parsed = shape.safeParse(parseJson(await readText(request, maxBytes)));
  if (!parsed.success) throw new Response(null, { status: 400 });
  return parsed.data;
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return Buffer.concat(chunks).toString("utf8");
    size += part.value.length;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new Response(null, { status: 413 });
    }
    chunks.push(part.value);
  }
}

/** Undefined, which no shape accepts, for text that is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
