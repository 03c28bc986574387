// Shopify's sessions in PostgreSQL, tokens and staff details encrypted. Shopify's library loads
// them by id alone.
import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { pool } from "./pool.ts";
import type { TokenCipher } from "./token-cipher.ts";

interface SessionRow {
  id: string;
  shop: string;
  state: string;
  is_online: boolean;
  scope: string | null;
  expires: Date | null;
  access_token: string | null;
  refresh_token: string | null;
  refresh_token_expires: Date | null;
  online_access_info: string | null;
}

const SECRET_COLUMNS = ["access_token", "refresh_token", "online_access_info"] as const;
type SecretColumn = (typeof SECRET_COLUMNS)[number];

const COLUMNS = `id, shop, state, is_online, scope, expires, access_token, refresh_token,
  refresh_token_expires, online_access_info`;

export class PostgresSessionStorage implements SessionStorage {
  readonly #cipher: TokenCipher;

  constructor(cipher: TokenCipher) {
    this.#cipher = cipher;
  }

  async storeSession(session: Session): Promise<boolean> {
    const { id, accessToken, refreshToken, onlineAccessInfo } = session;
    await pool().query({
      name: "session_store",
      text: `insert into session (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (id) do update set shop = excluded.shop, state = excluded.state,
          is_online = excluded.is_online, scope = excluded.scope, expires = excluded.expires,
          access_token = excluded.access_token, refresh_token = excluded.refresh_token,
          refresh_token_expires = excluded.refresh_token_expires,
          online_access_info = excluded.online_access_info`,
      values: [
        id,
        session.shop,
        session.state,
        session.isOnline,
        session.scope ?? null,
        session.expires ?? null,
        this.#seal(accessToken, id, "access_token"),
        this.#seal(refreshToken, id, "refresh_token"),
        session.refreshTokenExpires ?? null,
        this.#seal(onlineAccessInfo && JSON.stringify(onlineAccessInfo), id, "online_access_info"),
      ],
    });
    return true;
  }

  async loadSession(id: string): Promise<Session | undefined> {
    const { rows } = await pool().query<SessionRow>({
      name: "session_load",
      text: `select ${COLUMNS} from session where id = $1`,
      values: [id],
    });
    const row = rows[0];
    return row && (await this.#toSession(row));
  }

  async deleteSession(id: string): Promise<boolean> {
    return this.deleteSessions([id]);
  }

  async deleteSessions(ids: string[]): Promise<boolean> {
    await pool().query({
      name: "session_delete",
      text: "delete from session where id = any($1::text[])",
      values: [ids],
    });
    return true;
  }

  async findSessionsByShop(shop: string): Promise<Session[]> {
    const { rows } = await pool().query<SessionRow>({
      name: "session_find_by_shop",
      text: `select ${COLUMNS} from session where shop = $1 order by id`,
      values: [shop],
    });
    return Promise.all(rows.map((row) => this.#toSession(row)));
  }

  async #toSession(row: SessionRow): Promise<Session> {
    const opened = SECRET_COLUMNS.map((column) => this.#open(row, column));
    const [accessToken, refreshToken, onlineAccessInfo] = opened.map((secret) => secret.value);
    if (opened.some((secret) => secret.stale)) await this.#sealAgain(row, opened);
    return new Session({
      id: row.id,
      shop: row.shop,
      state: row.state,
      isOnline: row.is_online,
      ...(row.scope !== null && { scope: row.scope }),
      ...(row.expires && { expires: row.expires }),
      ...(accessToken !== undefined && { accessToken }),
      ...(refreshToken !== undefined && { refreshToken }),
      ...(row.refresh_token_expires && { refreshTokenExpires: row.refresh_token_expires }),
      ...(onlineAccessInfo !== undefined && { onlineAccessInfo: JSON.parse(onlineAccessInfo) }),
    });
  }

  /**
   * A session read under the previous key moves to the current one, unless somebody has replaced it
   * meanwhile.
   */
  async #sealAgain(row: SessionRow, opened: OpenedSecret[]): Promise<void> {
    const sealed = SECRET_COLUMNS.map((column, at) =>
      this.#seal(opened[at]?.value, row.id, column),
    );
    await pool().query({
      name: "session_seal_again",
      text: `update session set access_token = $2, refresh_token = $3, online_access_info = $4
        where id = $1 and access_token is not distinct from $5
          and refresh_token is not distinct from $6`,
      values: [row.id, ...sealed, row.access_token, row.refresh_token],
    });
  }

  #seal(value: string | undefined, id: string, column: SecretColumn): string | null {
    return value === undefined || value === null
      ? null
      : this.#cipher.seal(value, placeOf(id, column));
  }

  /** A token whose key is gone counts as no token: Shopify's library then asks for a new one. */
  #open(row: SessionRow, column: SecretColumn): OpenedSecret {
    const text = row[column];
    if (text === null) return { value: undefined, stale: false };
    const opened = this.#cipher.open(text, placeOf(row.id, column));
    return opened.outcome === "opened" ? opened : { value: undefined, stale: false };
  }
}

interface OpenedSecret {
  value: string | undefined;
  stale: boolean;
}

function placeOf(sessionId: string, column: SecretColumn): string {
  return `session/${sessionId}/${column}`;
}
