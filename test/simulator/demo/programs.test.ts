// The demonstration's programs are programs that the app accepts.

import { describe, expect, it } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import { plainProgram, programsAt } from "../../../simulator/demo/programs.ts";

const currencies: Record<string, string> = { "harbour-coffee": "EUR", "northwind-tea": "USD" };

describe("the program of", () => {
  it.each(["2026-02-28T23:30:00Z", "2028-02-29T12:00:00Z", "2026-11-22T12:00:00Z"])(
    "each demonstration store is accepted at %s",
    (now) => {
      for (const [handle, program] of Object.entries(programsAt(new Date(now)))) {
        const read = parseProgramDocument(program, { currency: currencies[handle] ?? "" });
        expect([handle, read.outcome === "invalid" ? read.problems : []]).toEqual([handle, []]);
      }
    },
  );

  it("a plain store is accepted", () => {
    expect(parseProgramDocument(plainProgram, { currency: "EUR" }).outcome).toBe("valid");
  });
});
