// An answer with what it takes to write its numbers, as the server sends it.
import { numbersOf } from "../../app/routes/proxy/numbers.ts";

/** The day on which answers of tests are given. */
const TODAY = "2026-07-01";

export const withNumbers = <Answer extends object>(answer: Answer, locale = "en") => ({
  ...answer,
  numbers: numbersOf(answer, locale, TODAY),
});
