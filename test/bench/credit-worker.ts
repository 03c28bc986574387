// One worker process of the crediting benchmark: handles the inbox until it is told to end.
import { openPool } from "../../app/db/pool.ts";
import { handleMessages } from "../../app/inbox/handle-messages.ts";
import { startLoop } from "../../app/jobs/loop.ts";

openPool({ url: process.argv[2] ?? "", size: 2 });
const orderedAt = Date.UTC(2026, 2, 1, 13);
const loop = startLoop({
  once: async () => {
    const options = {
      now: async () => orderedAt,
      report: (event: { type: string; error?: unknown }) => {
        if (event.type !== "handled") console.error(event);
      },
    };
    return (await handleMessages(options)) > 0;
  },
  pollMs: 5,
  onFault: (error) => console.error(error),
});
console.log(JSON.stringify({ ready: true }));
process.once("SIGTERM", () => void loop.stop().then(() => process.exit(0)));
