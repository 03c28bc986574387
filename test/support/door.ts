// The webhook door alone, on a free port, storing into the test's database.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { insertReceived } from "../../app/db/inbox-store.ts";
import { pool } from "../../app/db/pool.ts";
import { createKnownShops } from "../../app/inbox/known-shops.ts";
import { createReceiver } from "../../app/inbox/receive.ts";
import type { ReceiverLimits } from "../../app/inbox/receive.ts";
import { createWebhookDoor } from "../../app/inbox/webhook-door.ts";
import type { DoorEvent } from "../../app/inbox/webhook-door.ts";
import { createSignatureCheck } from "../../app/inbox/webhook-signature.ts";
import { webhookSecret } from "./webhooks.ts";

export interface TestDoor {
  readonly port: number;
  readonly events: DoorEvent[];
  close: () => Promise<void>;
}

export async function openTestDoor(
  options: { previousSecret?: string; limits?: Partial<ReceiverLimits> } = {},
): Promise<TestDoor> {
  const events: DoorEvent[] = [];
  const door = createWebhookDoor({
    verify: createSignatureCheck(webhookSecret, options.previousSecret),
    receiver: createReceiver({
      store: (messages) => insertReceived(pool(), messages),
      onError: (error) => events.push({ type: "failed", error }),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    }),
    shops: createKnownShops(),
    report: (event) => events.push(event),
  });
  const server = createServer((request, response) => void door(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    events,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
