// What a shopper answers: a number from 0 to 10, and a comment if they like.
const SCORES = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
export const MAX_COMMENT_CHARACTERS = 1_000;

export interface SurveyAnswer {
  readonly score: number;
  readonly comment: string | null;
}

export type ReadAnswer =
  | { readonly outcome: "valid"; readonly answer: SurveyAnswer }
  | {
      readonly outcome: "refused";
      readonly reason: "score_missing" | "comment_too_long" | "comment_unreadable";
    };

/** Reads an answer as a form sends it. Spaces around a comment and an empty one are left out. */
export function readAnswer(sent: { readonly score: string; readonly comment: string }): ReadAnswer {
  const score = SCORES.indexOf(sent.score);
  if (score < 0) return { outcome: "refused", reason: "score_missing" };
  const comment = sent.comment.trim();
  if (comment.length > MAX_COMMENT_CHARACTERS) {
    return { outcome: "refused", reason: "comment_too_long" };
  }
  // What no database holds: NUL, and half of a pair that makes one character.
  if (/[\0\p{Surrogate}]/u.test(comment)) {
    return { outcome: "refused", reason: "comment_unreadable" };
  }
  return {
    outcome: "valid",
    answer: { score, comment: comment === "" ? null : comment },
  };
}
