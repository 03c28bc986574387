// The signature of a webhook: base64 of HMAC-SHA256 over the exact bytes sent.

import { createHmac } from "node:crypto";

export function signBody(secret: string, body: Buffer): string {
  return createHmac("sha256", secret).update(body).digest("base64");
}
