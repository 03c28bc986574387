// Ids grow, differ, and say when they were made.
import { validate, version } from "uuid";
import { expect, test } from "vitest";
import { newId } from "../../app/db/new-id.ts";

test("ids made one after the other only ever grow, also within a millisecond", () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

test("an id is a UUID of version 7 that holds its time", () => {
  const before = Date.now();
  const id = newId();
  expect(validate(id)).toBe(true);
  expect(version(id)).toBe(7);
  const madeAt = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
  expect(madeAt).toBeGreaterThanOrEqual(before);
  expect(madeAt).toBeLessThanOrEqual(Date.now() + 1);
});
