// Members as people at a door are called: enough to greet them, and no more.

/** `Ada L.`, `Ada`, or `Member` where no name is known. */
export function guestName({
  firstName,
  lastName,
}: {
  firstName: string | null;
  lastName: string | null;
}): string {
  const first = firstName?.trim() ?? "";
  const [initial] = Array.from(lastName?.trim() ?? "");
  if (first === "") return initial === undefined ? "Member" : `Member ${initial}.`;
  return initial === undefined ? first : `${first} ${initial}.`;
}
