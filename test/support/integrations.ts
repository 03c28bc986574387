// Integrations of test stores, made through the app's own use case.
import { randomUUID } from "node:crypto";
import type { IntegrationKind, IntegrationScope } from "../../app/core/integrations/integration.ts";
import { keyName } from "../../app/core/integrations/key-name.ts";
import type { ProgramDocumentInput } from "../../app/core/program/document.ts";
import { createIntegration } from "../../app/usecases/integrations/create-integration.ts";
import type { ApiKey } from "./api-client.ts";
import { PLACED_AT, PROGRAM_INPUT } from "./order-builder.ts";

/** A workshop earns 50, three times a year at most; a review earns 20. */
export const toldProgram = {
  ...PROGRAM_INPUT,
  waysToEarn: [
    {
      id: "workshop-points",
      name: "Workshop",
      trigger: "custom",
      event: "workshop",
      points: "50",
      limit: { times: 3, per: "year" },
    },
    { id: "review-points", name: "Review", trigger: "review", points: "20" },
  ],
} satisfies ProgramDocumentInput;

export interface TestIntegration extends ApiKey {
  readonly id: string;
}

export interface IntegrationInput {
  readonly kind?: IntegrationKind;
  readonly scopes?: readonly IntegrationScope[];
  readonly name?: string;
}

/** Import the app's settings first: the secret is sealed as the admin seals it. */
export async function addIntegration(
  shopId: bigint,
  {
    kind = "api",
    scopes = ["events:write", "reviews:write", "outcomes:read"],
    name = "Till",
  }: IntegrationInput = {},
): Promise<TestIntegration> {
  const { newSecret, sealSecret } = await import("../../app/routes/api/integration-secret.ts");
  const key = { shopId, id: randomUUID() };
  const secret = newSecret();
  const created = await createIntegration({
    ...key,
    name,
    kind,
    scopes,
    sealedSecret: sealSecret(secret, key),
    actor: "merchant:12345",
    now: PLACED_AT,
  });
  if (created.outcome !== "created") throw new Error("The integration was not made");
  return { id: key.id, name: keyName(key), secret };
}
