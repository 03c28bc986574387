// What the store lets the app do, for the parts of a page that depend on it, and the way to ask for
// more.
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { createContext, useContext } from "react";
import type { RewardKind } from "../core/program/reward-terms.ts";
import type { Features } from "../core/rewards/reward-features.ts";
import { permissionWords } from "./permission-words.ts";

export interface Permissions {
  readonly features: Features;
  /** The kind that Shopify's dialog is open for; null while it is closed. */
  readonly asking: RewardKind | null;
  /** Why the last question came to nothing. */
  readonly problem: string | null;
  readonly onAsk: (kind: RewardKind) => void;
}

const PermissionsContext = createContext<Permissions>({
  features: { missing: {} },
  asking: null,
  problem: null,
  onAsk: () => undefined,
});
export const PermissionsProvider = PermissionsContext.Provider;

export function usePermissions(): Permissions {
  return useContext(PermissionsContext);
}

/** The kinds that need a permission which the store has not given. */
export function missingKinds({ missing }: Features): RewardKind[] {
  return Object.keys(missing) as RewardKind[];
}

/** Says what a kind needs, with the button that asks for it; nothing where it needs nothing. */
export function MissingPermission({ kind }: { kind: RewardKind }) {
  const { features, asking, problem, onAsk } = usePermissions();
  if (features.missing[kind] === undefined) return null;
  const { things, why, button } = permissionWords(kind);
  return (
    <BlockStack gap="100">
      <InlineStack gap="300" align="space-between" blockAlign="center">
        <div className="regulars-sentence">
          <Text as="p">
            <Text as="span" fontWeight="semibold">
              {`${things}: not allowed yet. `}
            </Text>
            {why}
          </Text>
        </div>
        <Button
          onClick={() => onAsk(kind)}
          loading={asking === kind}
          disabled={asking !== null && asking !== kind}
        >
          {button}
        </Button>
      </InlineStack>
      <div role="status">
        {problem !== null && (
          <Text as="p" tone="critical">
            {problem}
          </Text>
        )}
      </div>
    </BlockStack>
  );
}
