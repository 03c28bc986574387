// A row for spreadsheets: whatever a person calls themselves, it stays text.
import { expect, test } from "vitest";
import { csvRow } from "../../../app/core/csv/csv-row.ts";

test.each(["=1+1", "+49 30", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠a"])(
  "%j is made text",
  (cell) => {
    expect(csvRow([cell])).toBe(`"'${cell}"\r\n`);
  },
);

test("cells stand in quotation marks, whatever is in them", () => {
  expect(csvRow(['Ada "the" L.', "a,b", "line\nbreak", null, 25, -3])).toBe(
    '"Ada ""the"" L.","a,b","line\nbreak","","25","-3"\r\n',
  );
});
