// What the log is told of deliveries: kinds, keys and reasons, no contents.
import { log } from "../log.server.ts";
import type { DeliveryReport } from "./deliver.ts";

export function reportDelivery(report: DeliveryReport): void {
  const fields = {
    shopId: String(report.message.shopId),
    kind: report.message.kind,
    key: report.message.key,
    attempt: report.message.attempts,
    outcome: report.outcome,
    durationMs: report.durationMs,
    ...(report.reason === undefined ? {} : { reason: report.reason }),
    ...(report.error === undefined ? {} : { error: report.error }),
  };
  switch (report.outcome) {
    case "sent":
      return log().debug(fields, "delivered");
    case "postpone":
      return log().debug(fields, "delivery postponed");
    case "retry":
      return log().warn(fields, "delivery failed, will be tried again");
    case "dead":
      return log().error(fields, "delivery given up");
  }
}
