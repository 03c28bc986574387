// One worker process of the benchmark of nights: `night-worker.ts DATABASE_URL`. At each line it
// reads, an instant in milliseconds, it works off what nights are due by then, and says so.
import { createInterface } from "node:readline";
import { openPool } from "../../app/db/pool.ts";
import { nightRounds } from "../../app/usecases/night/work-nights.ts";

export interface NightNews {
  readonly portions: number;
  /** Since the process started. */
  readonly cpuUs: number;
}

openPool({ url: process.argv[2] ?? "" });
const round = nightRounds({ onFault: (_, error) => console.error(error) });

function tell(portions: number): void {
  const { user, system } = process.cpuUsage();
  const news: NightNews = { portions, cpuUs: user + system };
  console.log(JSON.stringify(news));
}

async function work(now: number): Promise<void> {
  let portions = 0;
  for (let done = await round(now); done > 0; done = await round(now)) portions += done;
  tell(portions);
}

createInterface({ input: process.stdin }).on("line", (line) => void work(Number(line)));
tell(0);
