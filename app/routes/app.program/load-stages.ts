// The version in force and those that are to follow it, as the admin's pages and forms know them.
import { listProgramVersions } from "../../queries/program-versions.ts";

export interface Stage {
  id: string;
  number: number;
  activeFrom: Date | null;
}

export interface Stages {
  inForce: Stage | null;
  /** In the order in which they begin. */
  scheduled: Stage[];
}

export async function loadStages(shopId: bigint, now: Date): Promise<Stages> {
  const versions = await listProgramVersions(shopId, now);
  const begin = ({ activeFrom }: Stage) => activeFrom?.getTime() ?? 0;
  return {
    inForce: versions.find(({ status }) => status === "active") ?? null,
    scheduled: versions
      .filter(({ status }) => status === "scheduled")
      .toSorted((one, other) => begin(one) - begin(other)),
  };
}

/** Whether a merchant who saw these versions decides about what is still there. */
export function isAsSeen(
  { inForce, scheduled }: Stages,
  seen: { readonly baseVersionId: string | null; readonly scheduledIds: readonly string[] },
): boolean {
  const known = [inForce?.id ?? null, ...scheduled.map(({ id }) => id)];
  return known.join() === [seen.baseVersionId, ...seen.scheduledIds].join();
}
