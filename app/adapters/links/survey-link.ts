// The link in an e-mail to the one question of the survey: signed, for one question to one member.
import { config } from "../../config.server.ts";
import { type NamedThing, readSignedToken, signedToken } from "./signed-token.ts";

const PURPOSE = "survey link";

export function surveyUrl(ask: NamedThing): string {
  const url = new URL("/email/survey", config().shopifyAppUrl);
  url.searchParams.set("token", signedToken(PURPOSE, ask));
  return url.href;
}

/** Null for what is no link of ours. */
export function readSurveyLink(token: string): NamedThing | null {
  return readSignedToken(PURPOSE, token);
}
