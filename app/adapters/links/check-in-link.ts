// The link to the check-in page for helpers at the door who have no access to the admin. It is
// signed; whether it has expired or was revoked, the database knows.
import { config } from "../../config.server.ts";
import { type NamedThing, readSignedToken, signedToken } from "./signed-token.ts";

const PURPOSE = "check-in link";

export function checkInUrl(link: NamedThing): string {
  return new URL(`/check-in/${signedToken(PURPOSE, link)}`, config().shopifyAppUrl).href;
}

/** Null for what is no link of ours. */
export function readCheckInLink(token: string): NamedThing | null {
  return readSignedToken(PURPOSE, token);
}
