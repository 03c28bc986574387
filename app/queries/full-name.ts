// A person's name as one text, from parts of which either may be missing.
export interface NameParts {
  firstName: string | null;
  lastName: string | null;
}

export function fullName({ firstName, lastName }: NameParts): string | null {
  const name = [firstName, lastName].filter(Boolean).join(" ").trim();
  return name === "" ? null : name;
}
