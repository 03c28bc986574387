// Points leave the database as bigint and reach a page as a number, which must be able to hold
// them.
export function toWholeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number))
    throw new RangeError("A number of points is too large to show");
  return number;
}
