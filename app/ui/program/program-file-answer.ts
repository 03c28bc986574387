// What came of sending the program's file back, in words.
import { z } from "zod";

export interface FileAnswer {
  readonly isSaved: boolean;
  readonly title: string;
  /** What is wrong, setting by setting. */
  readonly problems: readonly string[];
}

const refusal = z.object({
  problems: z.array(z.object({ path: z.string(), message: z.string() })),
});

/** `body` is what the server said beside the status. */
export function fileAnswer(status: number, body: unknown): FileAnswer {
  const failed = (title: string, problems: readonly string[] = []) => ({
    isSaved: false,
    title,
    problems,
  });
  switch (status) {
    case 200:
      return {
        isSaved: true,
        title: "The file was kept as a draft: compare it, then put it into force",
        problems: [],
      };
    case 400:
      return failed("This is no file of a program: download one, change it, and send it back");
    case 409:
      return failed("There are as many drafts as can be kept: discard one first");
    case 413:
      return failed("This file is too large");
    case 422: {
      const told = refusal.safeParse(body).data?.problems ?? [];
      const sentences = told.map(({ path, message }) =>
        path === "" ? message : `${path}: ${message}`,
      );
      return failed("This program cannot work", sentences);
    }
    default:
      return failed("It did not arrive. Try again");
  }
}
