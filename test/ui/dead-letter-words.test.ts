// Reasons of dead letters in words, where a merchant can do something about them.
import { describe, expect, it } from "vitest";
import { payloadProblems } from "../../app/inbox/payload-problem.ts";
import { kinds } from "../../app/outbox/kinds.ts";
import { reasonInWords, subjectInWords } from "../../app/ui/dead-letter-words.ts";

describe("the reason of a dead letter", () => {
  it.each(["unknown_time_zone: iana_timezone", "unknown_time_zone Mars/Phobos"])(
    "is told in a sentence, whatever its detail: %s",
    (reason) => {
      expect(reasonInWords(reason)).toMatch(/^The app does not know the store’s time zone/);
    },
  );

  it.each(payloadProblems)("has a sentence for each way to be unreadable: %s", (reason) => {
    expect(reasonInWords(`${reason}: line_items.0.price`)).toMatch(/^[A-Z].+ .+\.$/);
  });

  it("stays technical where nobody has words for it", () => {
    expect(reasonInWords("error 22009")).toBeNull();
    expect(reasonInWords("")).toBeNull();
  });
});

it("what a message is about is told in words, or by its name", () => {
  expect(subjectInWords("shop/update")).toBe("The store’s settings changed");
  expect(subjectInWords("something/else")).toBe("something/else");
});

it.each(Object.keys(kinds))("every message to be sent has words: %s", (kind) => {
  expect(subjectInWords(kind)).not.toBe(kind);
});
