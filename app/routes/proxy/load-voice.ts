// How a shopper is spoken to where nothing else of the program is needed.
import type { Instant } from "../../core/calendar/instant.ts";
import { loadSayings } from "../../queries/program.ts";
import type { Locales } from "./condition-sentences.ts";
import { type Voice, voiceOf } from "./voice.ts";

/** In the words of the program in force. */
export async function loadVoice(shopId: bigint, locales: Locales, now: Instant): Promise<Voice> {
  const { texts } = await loadSayings(shopId, new Date(now));
  return voiceOf(locales, texts);
}
