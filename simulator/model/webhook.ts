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
  hmac: string;
  triggeredAt: string;
  status: DeliveryStatus;
  nextAttemptAt: string | null;
  attempts: DeliveryAttempt[];
};
