// A form without script, as browsers send it, read up to a limit.

/** Many times what a form behind a link in an e-mail can hold. */
const MAX_FORM_BYTES = 32 * 1_024;

/** Throws a 413 for what is too large. Whatever is no form has no fields. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_FORM_BYTES) throw new Response(null, { status: 413 });
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
