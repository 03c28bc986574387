// What each request of an integration leaves behind: a turn taken, and now and then its secret
// encrypted anew.
import { replaceSecret, takeTurn } from "../../db/integration-store.ts";
import { pool } from "../../db/pool.ts";
import type { ShopKey } from "../../db/rows.ts";

/** Ten requests in a second, and a hundred at once: shared by all processes. */
export const API_PACE = { pauseMs: 100, burst: 100 } as const;

/** How long to wait, 0 for not at all; nothing for a key that was revoked meanwhile. */
export async function takeApiTurn(key: ShopKey): Promise<{ waitMs: number } | undefined> {
  return takeTurn(pool(), key, API_PACE);
}

/** Under the newest key of the app. Whoever is late changes nothing. */
export async function sealSecretAgain(
  key: ShopKey,
  secret: { readonly before: string; readonly after: string },
): Promise<void> {
  await replaceSecret(pool(), key, secret);
}
