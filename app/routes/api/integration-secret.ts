// Secrets of integrations rest encrypted with a key that the database does not hold: signatures
// cannot be checked against a digest, so who has the rows alone has no key that works.
import { randomBytes } from "node:crypto";
import type { IntegrationKey } from "../../core/integrations/key-name.ts";
import type { WorkingKey } from "../../queries/integrations.ts";
import { tokenCipher } from "../../shopify.server.ts";
import { sealSecretAgain } from "../../usecases/integrations/use-key.ts";

const SECRET_BYTES = 32;

export function newSecret(): string {
  return `rs_${randomBytes(SECRET_BYTES).toString("base64url")}`;
}

export function sealSecret(secret: string, key: IntegrationKey): string {
  return tokenCipher.seal(secret, placeOf(key));
}

/**
 * Null where its encryption key is gone, and the secret with it. One under the previous encryption
 * key moves to the current one.
 */
export async function openSecret(key: WorkingKey): Promise<string | null> {
  const opened = tokenCipher.open(key.secret, placeOf(key));
  if (opened.outcome === "unknown_key") return null;
  if (opened.stale) {
    await sealSecretAgain(key, { before: key.secret, after: sealSecret(opened.value, key) });
  }
  return opened.value;
}

/** A sealed secret cannot be moved to another row. */
function placeOf({ shopId, id }: IntegrationKey): string {
  return `integration/${shopId}/${id}`;
}
