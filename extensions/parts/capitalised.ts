/** What languages write as within a sentence, where it begins a line. */
export const capitalised = (text: string, locale: string): string =>
  text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
