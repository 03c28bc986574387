// The systems that may tell of what members did: each can be called something else, or ended.
import { Badge, BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import {
  type IntegrationKind,
  type IntegrationScope,
  MAX_INTEGRATION_NAME,
} from "../../core/integrations/integration.ts";
import { formatDate, formatDateTime } from "../format.ts";
import { SubmitForm } from "../submit-form.tsx";
import { kindWords, scopeWords } from "./told-words.ts";

export interface ListedIntegration {
  id: string;
  name: string;
  kind: IntegrationKind;
  scopes: IntegrationScope[];
  key: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export interface IntegrationActions {
  /** The one that is being changed now. */
  busyId: string | null;
  /** What was wrong with the last new name. */
  problem: { id: string; message: string } | null;
  onRename: (id: string, name: string) => void;
  onRevoke: (id: string) => void;
}

export interface IntegrationListCardProps extends IntegrationActions {
  integrations: ListedIntegration[];
  timeZone: string;
}

export function IntegrationListCard({ integrations, ...rest }: IntegrationListCardProps) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Integrations
        </Text>
        <ul className="regulars-rows">
          {integrations.map((integration) => (
            <li key={integration.id}>
              <Row integration={integration} {...rest} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

type RowProps = Omit<IntegrationListCardProps, "integrations"> & {
  integration: ListedIntegration;
};

function Row({ integration, timeZone, busyId, problem, onRename, onRevoke }: RowProps) {
  const { id, name, kind, revokedAt } = integration;
  const [open, setOpen] = useState<"rename" | "revoke" | null>(null);
  const isBusy = busyId === id;
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="start" gap="300">
        <BlockStack gap="050">
          <InlineStack gap="200" align="start" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {name}
            </Text>
            <Badge>{kindWords[kind]}</Badge>
            {revokedAt && <Badge tone="critical">Revoked</Badge>}
          </InlineStack>
          <Facts integration={integration} timeZone={timeZone} />
        </BlockStack>
        {!revokedAt && (
          <InlineStack gap="200">
            <Button
              onClick={() => setOpen(open === "rename" ? null : "rename")}
              ariaExpanded={open === "rename"}
              accessibilityLabel={`Rename ${name}`}
            >
              Rename…
            </Button>
            <Button
              onClick={() => setOpen(open === "revoke" ? null : "revoke")}
              ariaExpanded={open === "revoke"}
              accessibilityLabel={`Revoke ${name}`}
            >
              Revoke…
            </Button>
          </InlineStack>
        )}
      </InlineStack>
      {!revokedAt && open === "rename" && (
        <RenameForm
          {...{ id, name, isBusy }}
          problem={problem?.id === id ? problem.message : null}
          onRename={(next) => onRename(id, next)}
        />
      )}
      {!revokedAt && open === "revoke" && (
        <BlockStack gap="200">
          <Text as="p">
            Nothing that {name} sends is accepted from then on. This cannot be undone; points that
            members have stay.
          </Text>
          <InlineStack gap="200">
            <Button tone="critical" loading={isBusy} onClick={() => onRevoke(id)}>
              Revoke for good
            </Button>
            <Button variant="plain" onClick={() => setOpen(null)}>
              Keep it
            </Button>
          </InlineStack>
        </BlockStack>
      )}
    </BlockStack>
  );
}

function Facts({ integration, timeZone }: { integration: ListedIntegration; timeZone: string }) {
  const { kind, key, scopes, createdAt, lastUsedAt, revokedAt } = integration;
  const may = scopes.map((scope) => scopeWords[scope].label.toLowerCase()).join(", ");
  const used = lastUsedAt ? `last used ${formatDateTime(lastUsedAt, timeZone)}` : "never used";
  return (
    <>
      <Text as="p" breakWord>
        <span className="regulars-code">{key}</span>
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {kind === "api" ? `May ${may} · ` : ""}
        {`made ${formatDate(createdAt, timeZone)} · ${used}`}
        {revokedAt && ` · revoked ${formatDateTime(revokedAt, timeZone)}`}
      </Text>
    </>
  );
}

interface RenameFormProps {
  id: string;
  name: string;
  isBusy: boolean;
  problem: string | null;
  onRename: (name: string) => void;
}

function RenameForm({ id, name, isBusy, problem, onRename }: RenameFormProps) {
  const [next, setNext] = useState(name);
  return (
    <SubmitForm isSaving={isBusy} onSubmit={() => onRename(next)}>
      <TextField
        id={`rename-${id}`}
        label="New name"
        value={next}
        onChange={setNext}
        autoComplete="off"
        maxLength={MAX_INTEGRATION_NAME}
        connectedRight={
          <Button submit loading={isBusy}>
            Rename
          </Button>
        }
        {...(problem !== null && { error: problem })}
      />
    </SubmitForm>
  );
}
