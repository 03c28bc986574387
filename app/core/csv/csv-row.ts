// Rows of a file that spreadsheets open. Whatever begins like a formula is made text, because
// people choose their names and spreadsheets carry formulas out.

/** Cells that spreadsheets take for formulas begin so; full-width signs are read as the others. */
const formulaStart = /^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * One row: every cell in quotation marks, quotation marks doubled, formulas behind an apostrophe,
 * with the line end of RFC 4180.
 */
export function csvRow(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: string | number | null): string {
  // Numbers are ours: a minus sign in front of one is no formula.
  if (typeof cell === "number") return `"${cell}"`;
  const text = cell ?? "";
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** Tells spreadsheets that the text is UTF-8. */
export const CSV_BYTE_ORDER_MARK = "\uFEFF";
