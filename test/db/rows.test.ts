// Values on their way into rows.
import fc from "fast-check";
import { expect, test } from "vitest";
import { instantText } from "../../app/db/rows.ts";

test("an instant is written as a Date writes it, whatever was written before", () => {
  const instants = fc.date({ noInvalidDate: true }).map((date) => date.getTime());
  fc.assert(
    fc.property(fc.array(instants), (list) => {
      const near = list.flatMap((instant) => [instant, instant + 1, instant - 1, instant]);
      const valid = near.filter((instant) => Math.abs(instant) <= 8.64e15);
      expect(valid.map(instantText)).toEqual(valid.map((at) => new Date(at).toISOString()));
    }),
  );
});

test.each([Number.NaN, Infinity, 9e15])("%d is no instant", (instant) => {
  expect(() => instantText(instant)).toThrow(RangeError);
});
