// A request's body as it was sent, up to a limit, whether its length is announced or not.
import { problem } from "./problems.ts";

/** Many times what any request of ours needs. */
export const MAX_REQUEST_BYTES = 16 * 1_024;

export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => problem("body-too-large", `Send at most ${maxBytes} bytes`);
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
