// What the panel says once the shop has answered: the server sends it along, in one language.
import de from "./texts/de.ts";
import { en } from "./texts/en.ts";
import type { Texts } from "./texts/en.ts";
import es from "./texts/es.ts";
import fr from "./texts/fr.ts";
import tr from "./texts/tr.ts";

const languages: Record<string, Texts> = { en, de, es, fr, tr };

export const panelTextsIn = (language: string): Texts => languages[language] ?? en;
