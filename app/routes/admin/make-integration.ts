// A new integration: its secret is made or taken here, encrypted, and answered this once.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { config } from "../../config.server.ts";
import {
  REVIEW_APP_SCOPES,
  integrationKinds,
  integrationScopes,
} from "../../core/integrations/integration.ts";
import { keyName } from "../../core/integrations/key-name.ts";
import {
  type IntegrationProblems,
  integrationProblems,
} from "../../ui/integrations/integration-values.ts";
import type { MadeIntegration } from "../../ui/integrations/made-integration-card.tsx";
import { createIntegration } from "../../usecases/integrations/create-integration.ts";
import { newSecret, sealSecret } from "../api/integration-secret.ts";

/** Of a form: more than any field may hold, so that the form can say what is wrong. */
const MAX_FIELD = 1_000;

export const createSubmission = z.strictObject({
  intent: z.literal("create"),
  name: z.string().max(MAX_FIELD),
  kind: z.enum(integrationKinds),
  scopes: z.array(z.enum(integrationScopes)).max(integrationScopes.length),
  secret: z.string().max(MAX_FIELD),
});

export type CreateAnswer =
  | { outcome: "created"; made: MadeIntegration }
  | { outcome: "invalid_new"; problems: IntegrationProblems };

interface Merchant {
  shopId: bigint;
  actor: string;
}

export async function makeIntegration(
  { shopId, actor }: Merchant,
  { intent: _intent, ...values }: z.output<typeof createSubmission>,
): Promise<CreateAnswer> {
  const problems = integrationProblems(values);
  if (Object.keys(problems).length > 0) return { outcome: "invalid_new", problems };
  const key = { shopId, id: randomUUID() };
  const isOurs = values.kind === "api";
  const secret = isOurs ? newSecret() : values.secret.trim();
  const name = values.name.trim();
  const created = await createIntegration({
    ...key,
    actor,
    name,
    kind: values.kind,
    scopes: isOurs ? [...new Set(values.scopes)] : REVIEW_APP_SCOPES,
    sealedSecret: sealSecret(secret, key),
    now: (await businessNow()).getTime(),
  });
  if (created.outcome === "refused") {
    const tooMany = "Revoke one that is not needed any more: there are too many";
    return { outcome: "invalid_new", problems: { name: tooMany } };
  }
  const addressOf = (path: string) => new URL(path, config().shopifyAppUrl).href;
  const fields = isOurs
    ? [
        { label: "Address", value: addressOf("/api/v1/") },
        { label: "Key", value: keyName(key) },
        { label: "Secret", value: secret },
      ]
    : [{ label: "Webhook address", value: addressOf(`/api/v1/reviews/judge-me/${keyName(key)}`) }];
  return { outcome: "created", made: { name, fields, hasSecret: isOurs } };
}
