// The panel's own texts, asked of the server when a merchant looks at them.
import { z } from "zod";

const answerSchema = z.object({ texts: z.record(z.string(), z.string()) });

/** Through fetch, because App Bridge lets it carry the session token. */
export async function listTexts(language: string): Promise<Readonly<Record<string, string>>> {
  const query = new URLSearchParams({ language });
  const response = await fetch(`/app/program/texts?${query}`);
  if (!response.ok) throw new Error(`The server answered ${response.status}`);
  return answerSchema.parse(await response.json()).texts;
}
