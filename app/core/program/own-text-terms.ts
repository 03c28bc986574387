// Words that a merchant wants to be other than ours.
import { z } from "zod";
import { writable } from "./fields.ts";

export const textLanguages = ["en", "de", "fr", "es", "tr"] as const;
export type TextLanguage = (typeof textLanguages)[number];

/** The longest of ours, what friends agree to, has somewhat more than half of that. */
const MAX_CHARACTERS = 600;
/** More than all texts in all languages. */
const MAX_TEXTS = 3_000;

const ownText = z.object({
  language: z.enum(textLanguages).describe("The language in which it is read"),
  key: z
    .string()
    .max(60, "There is no such text")
    .describe("Which text, with `.one` or `.other` where a number chooses between two"),
  text: writable
    .trim()
    .min(1, "Enter a text, or leave it out: then ours is read")
    .max(MAX_CHARACTERS, `Use at most ${MAX_CHARACTERS} characters`)
    .refine((text) => !/\p{Cc}/u.test(text), "Write it in one line")
    .describe("What members read in its place: plain text, with the values in braces as in ours"),
});

export const ownTexts = z
  .array(ownText)
  .max(MAX_TEXTS, `Use at most ${MAX_TEXTS} texts of your own`)
  .default([])
  .describe("Texts that shoppers read in words of your own");

export type OwnText = z.output<typeof ownText>;
