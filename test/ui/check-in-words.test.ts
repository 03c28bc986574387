// What helpers at a door read: short, and what to do.
import { expect, test } from "vitest";
import { type DeskRefusal, deskWords, placesWords } from "../../app/ui/check-in-words.ts";
import { guestName } from "../../app/ui/guest-name.ts";

const beans = { one: "Bean", other: "Beans" };

test("a guest is welcomed with points and places, and without points where there are none", () => {
  const answer = { outcome: "checked_in", name: "Ada L.", attended: 3, capacity: 20 } as const;
  expect(deskWords({ ...answer, points: 25 }, beans)).toEqual({
    tone: "good",
    title: "Welcome, Ada L.",
    detail: "25 Beans. 3 checked in of 20",
  });
  expect(deskWords({ ...answer, points: 0, capacity: null }, beans).detail).toBe("3 checked in");
});

test("a guest who is in already is told so, and when", () => {
  const answer = { outcome: "repeated", name: "Ada L.", at: "Nov 22, 2026, 6:00 PM" } as const;
  expect(deskWords(answer, beans)).toMatchObject({
    tone: "known",
    detail: "Checked in at Nov 22, 2026, 6:00 PM. Nothing was counted again.",
  });
});

test("every refusal says what it is and what to do", () => {
  const reasons: DeskRefusal[] = [
    "no_code",
    "mistyped",
    "foreign",
    "unknown_code",
    "expired_code",
    "full",
    "not_open_yet",
    "over",
    "cancelled",
    "event_not_found",
    "link_closed",
    "no_answer",
  ];
  const told = reasons.map((reason) => deskWords({ outcome: "refused", reason }, beans));
  expect(new Set(told.map(({ title }) => title)).size).toBe(reasons.length);
  expect(told.every(({ tone, detail }) => tone === "bad" && detail.endsWith("."))).toBe(true);
});

test.each([
  ["Ada", "Lovelace", "Ada L."],
  ["Ada", null, "Ada"],
  [null, "Lovelace", "Member L."],
  [null, null, "Member"],
  [" ", " ", "Member"],
  ["Ada", "𝔏ovelace", "Ada 𝔏."],
])("%j %j is called %s", (firstName, lastName, name) => {
  expect(guestName({ firstName, lastName })).toBe(name);
});

test("places are counted with thousands", () => {
  expect(placesWords({ attended: 1_200, capacity: 5_000 })).toBe("1,200 checked in of 5,000");
});
