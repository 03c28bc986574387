// One worker process of the crediting benchmark: `credit-worker.ts DATABASE_URL`. Handles the inbox
// between the lines `go` and `pause`, and tells of each batch what it cost so far.
import { createInterface } from "node:readline";
import { openPool } from "../../app/db/pool.ts";
import { INBOX_LOOPS, handleMessages } from "../../app/inbox/handle-messages.ts";
import type { HandleOptions } from "../../app/inbox/handle-messages.ts";
import { startLoops } from "../../app/jobs/loop.ts";

export interface WorkerNews {
  readonly handled: number;
  /** Since the process started. */
  readonly cpuUs: number;
  readonly memoryBytes: number;
}

openPool({ url: process.argv[2] ?? "" });
const orderedAt = Date.UTC(2026, 2, 1, 13);
/** As the app's worker looks for what another process stored. */
const POLL_MS = 250;
const FIRST_POLL_MS = 8;
let isGoing = false;

const options: HandleOptions = {
  now: async () => orderedAt,
  report: (event) => {
    if (event.type === "handled") tell(event.count);
    else console.error(event);
  },
};

function tell(handled: number): void {
  const { user, system } = process.cpuUsage();
  const news: WorkerNews = {
    handled,
    cpuUs: user + system,
    memoryBytes: process.memoryUsage.rss(),
  };
  console.log(JSON.stringify(news));
}

const loop = startLoops(INBOX_LOOPS, {
  once: async () => isGoing && (await handleMessages(options)) > 0,
  pollMs: POLL_MS,
  firstPollMs: FIRST_POLL_MS,
  onFault: (error) => console.error(error),
});
createInterface({ input: process.stdin }).on("line", (line) => {
  isGoing = line === "go";
  if (isGoing) loop.poke();
});
tell(0);
process.once("SIGTERM", () => void loop.stop().then(() => process.exit(0)));
