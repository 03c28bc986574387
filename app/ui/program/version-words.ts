// What the admin says about a version of the program.
import { formatDateTime } from "../format.ts";

export interface VersionSummary {
  id: string;
  number: number;
  name: string | null;
  notes: string | null;
  status: "draft" | "scheduled" | "active" | "retired";
  revision: number;
  activeFrom: Date | null;
  activeUntil: Date | null;
  /** The number of the older version that it brought back. */
  restoresNumber: number | null;
  createdAt: Date;
  createdBy: string;
  updatedAt: Date | null;
}

export const statusWords = {
  draft: "Draft",
  scheduled: "Scheduled",
  active: "In force",
  retired: "Over",
} as const satisfies Record<VersionSummary["status"], string>;

export function versionTitle({ number, name, restoresNumber }: VersionSummary): string {
  if (name) return `Version ${number}: ${name}`;
  return restoresNumber === null
    ? `Version ${number}`
    : `Version ${number}: version ${restoresNumber} again`;
}

/** When it counts, or counted. */
export function periodWords(
  { status, activeFrom, activeUntil }: VersionSummary,
  timeZone: string,
): string {
  if (status === "draft" || activeFrom === null) return "Not in force";
  const from = formatDateTime(activeFrom, timeZone);
  const until = activeUntil && formatDateTime(activeUntil, timeZone);
  switch (status) {
    case "scheduled":
      return until ? `From ${from} until ${until}` : `From ${from}`;
    case "active":
      return until ? `Since ${from}, until ${until}` : `Since ${from}`;
    case "retired":
      return until ? `${from} until ${until}` : from;
  }
}

/** Who made it, and when: `by your staff on 1 Mar 2026, 09:00`. */
export function authorWords(
  { createdBy, createdAt, updatedAt, status }: VersionSummary,
  timeZone: string,
): string {
  const who = createdBy.startsWith("merchant:") ? "by your staff" : "automatically";
  const edited =
    status === "draft" && updatedAt ? `, edited ${formatDateTime(updatedAt, timeZone)}` : "";
  return `Made ${who} on ${formatDateTime(createdAt, timeZone)}${edited}`;
}
