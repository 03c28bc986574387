// What the store lets the app do, as Shopify knows it at this moment.
import { z } from "zod";
import type { AdminAnswer } from "../admin-answer.ts";
import { type AdminGraphql, askAdmin } from "../ask-admin.ts";

const operation = `#graphql
  query FetchScopes {
    currentAppInstallation {
      accessScopes { handle }
    }
  }`;

const schema = z.object({
  currentAppInstallation: z.object({ accessScopes: z.array(z.object({ handle: z.string() })) }),
});

export async function fetchScopes(
  admin: AdminGraphql,
  signal?: AbortSignal,
): Promise<AdminAnswer<string[]>> {
  const answer = await askAdmin(admin, { operation, variables: {}, schema }, signal);
  if (answer.outcome !== "ok") return answer;
  const { accessScopes } = answer.data.currentAppInstallation;
  return { outcome: "ok", data: accessScopes.map(({ handle }) => handle) };
}
