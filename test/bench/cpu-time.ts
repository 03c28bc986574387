// How much processor time PostgreSQL took: rates on a machine that others use go up and down, the
// work done for one order hardly does. Read from /proc, so only where there is one.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The kernel counts in these for every architecture that we run on. */
const TICK_US = 10_000;
/** Fields of /proc/PID/stat after the process's name, which may hold spaces. */
const PARENT = 1;
const OWN_TIMES = [11, 12];
const TIMES_OF_ENDED_CHILDREN = [13, 14];

/** Microseconds since the server started, its connections and helpers included; null if unknown. */
export function postgresCpuUs(folder: string): number | null {
  if (!existsSync("/proc/self/stat")) return null;
  const pidFile = readFileSync(join(folder, "cluster", "postmaster.pid"), "utf8");
  const server = pidFile.split("\n")[0] ?? "";
  const times = ticksOf(server, [...OWN_TIMES, ...TIMES_OF_ENDED_CHILDREN]);
  const children = readdirSync("/proc").filter((pid) => parentOf(pid) === server);
  return TICK_US * children.reduce((sum, pid) => sum + ticksOf(pid, OWN_TIMES), times);
}

function parentOf(pid: string): string | undefined {
  return /^\d+$/.test(pid) ? fieldsOf(pid)[PARENT] : undefined;
}

function ticksOf(pid: string, fields: readonly number[]): number {
  const all = fieldsOf(pid);
  return fields.reduce((sum, field) => sum + Number(all[field] ?? 0), 0);
}

/** Nothing for a process that has ended meanwhile. */
function fieldsOf(pid: string): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
