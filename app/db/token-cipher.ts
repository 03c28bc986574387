// Tokens rest encrypted with AES-256-GCM. Each value names its key, so that keys can be rotated,
// and is bound to the place it stands in, so that it cannot be moved to another row.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

const FORMAT = "v1";
const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_CHARACTERS = 12;

interface CipherKey {
  id: string;
  secret: Buffer;
}

/**
 * `unknown_key`: sealed with a key that is no longer configured; the value is lost to us, not
 * forged.
 */
export type OpenedToken =
  | { outcome: "opened"; value: string; stale: boolean }
  | { outcome: "unknown_key" };

export class TokenCipher {
  readonly #current: CipherKey;
  readonly #known: CipherKey[];

  /** Both secrets are 32 bytes. The previous one only opens what was sealed before the rotation. */
  constructor(current: Buffer, previous?: Buffer) {
    this.#current = toKey(current);
    this.#known = previous ? [this.#current, toKey(previous)] : [this.#current];
  }

  seal(value: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.#current.secret, nonce);
    cipher.setAAD(Buffer.from(place, "utf8"));
    const sealed = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
    const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"));
    return [FORMAT, this.#current.id, ...parts].join(".");
  }

  /** Throws when the value was altered, or was sealed for another place. */
  open(text: string, place: string): OpenedToken {
    const [format, keyId, nonce, tag, sealed] = text.split(".");
    if (format !== FORMAT || !keyId || !nonce || !tag || sealed === undefined) {
      throw new Error("A stored token is not in the expected format");
    }
    const key = this.#known.find((candidate) => candidate.id === keyId);
    if (!key) return { outcome: "unknown_key" };
    const decipher = createDecipheriv(ALGORITHM, key.secret, fromText(nonce), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(place, "utf8"));
    decipher.setAuthTag(fromText(tag));
    const value = Buffer.concat([decipher.update(fromText(sealed)), decipher.final()]);
    return { outcome: "opened", value: value.toString("utf8"), stale: key !== this.#current };
  }
}

function toKey(secret: Buffer): CipherKey {
  if (secret.length !== KEY_BYTES) {
    throw new Error(`A token encryption key has ${KEY_BYTES} bytes, not ${secret.length}`);
  }
  // The id is derived, so that nobody has to number keys by hand; a hash of 256 random bits gives
  // nothing away.
  const id = createHash("sha256").update(secret).digest("hex").slice(0, KEY_ID_CHARACTERS);
  return { id, secret };
}

function fromText(part: string): Buffer {
  return Buffer.from(part, "base64url");
}
