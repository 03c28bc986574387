// The body of every answer that is not 200: a key to put into words, nothing about the inside.

export const problems = [
  /** 400: the request could not be read. */
  "bad_request",
  /** 400: not signed by Shopify, or signed too long ago. */
  "unauthentic",
  /** 401: the question needs a signed-in customer. */
  "not_signed_in",
  /** 401: signed in is somebody else than whom the page was answered for. */
  "somebody_else",
  /** 404: no such endpoint, or a shop that is not installed. */
  "not_found",
  /** 413 */
  "too_large",
  /** 429 and 503: ask again later. */
  "temporarily_unavailable",
] as const;
export type Problem = (typeof problems)[number];

export interface ProblemAnswer {
  problem: Problem;
}
