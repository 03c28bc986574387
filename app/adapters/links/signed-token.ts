// A thing of a store, named in a link so that nobody can name another one: the store, the thing's
// id, and a signature for one purpose.
import { isSigned, signText } from "./signature.ts";

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.source;
const pattern = new RegExp(`^([1-9]\\d{0,17})\\.(${uuid})\\.([\\w-]{22})$`);

export interface NamedThing {
  readonly shopId: bigint;
  readonly id: string;
}

export function signedToken(purpose: string, { shopId, id }: NamedThing): string {
  const named = `${shopId}.${id}`;
  return `${named}.${signText(purpose, named)}`;
}

/** Null for what is no token of ours for this purpose. */
export function readSignedToken(purpose: string, token: string): NamedThing | null {
  const [, shopId, id, signature] = pattern.exec(token) ?? [];
  if (shopId === undefined || id === undefined || signature === undefined) return null;
  return isSigned(purpose, `${shopId}.${id}`, signature) ? { shopId: BigInt(shopId), id } : null;
}
