// One webhook on its way to the app, with every attempt.

export type DeliveryAttempt = {
  at: string;
  durationMs: number;
  outcome: "delivered" | "rejected" | "timeout" | "unreachable";
  status: number | null;
  detail: string | null;
};

export type DeliveryStatus =
  | "held"
  | "queued"
  | "delivering"
  | "retrying"
  | "delivered"
  | "failed"
  | "dropped";

export type Delivery = {
  id: string;
  webhookId: string;
  eventId: string;
  shopId: string;
  topic: string;
  subscription: string | null;
  uri: string;
  apiVersion: string;
  /** The exact bytes that are signed and sent, in base64 (a payload need not be valid UTF-8). */
  bodyBase64: string;
  /** Empty when the header is left out. */
  hmac: string;
  /** Headers that differ from the usual ones, for deliveries that a test bends on purpose. */
  headers: Record<string, string>;
  triggeredAt: string;
  status: DeliveryStatus;
  nextAttemptAt: string | null;
  attempts: DeliveryAttempt[];
};
