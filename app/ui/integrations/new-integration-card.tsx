// A form for one more system that may tell of what members did.
import {
  BlockStack,
  Button,
  Card,
  ChoiceList,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import {
  type IntegrationKind,
  type IntegrationScope,
  MAX_INTEGRATION_NAME,
  MAX_SECRET_CHARACTERS,
  integrationKinds,
  integrationScopes,
} from "../../core/integrations/integration.ts";
import { SubmitForm } from "../submit-form.tsx";
import type { IntegrationProblems, IntegrationValues } from "./integration-values.ts";
import { kindWords, scopeWords } from "./told-words.ts";

export interface NewIntegrationCardProps {
  values: IntegrationValues;
  problems: IntegrationProblems;
  isSaving: boolean;
  onChange: (values: IntegrationValues) => void;
  onSubmit: () => void;
  onCancel: () => void;
}

export function NewIntegrationCard(props: NewIntegrationCardProps) {
  const { values, problems, isSaving, onChange, onSubmit, onCancel } = props;
  return (
    <Card>
      <SubmitForm isSaving={isSaving} onSubmit={onSubmit}>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            New integration
          </Text>
          <TextField
            id="integration-name"
            label="Name"
            helpText="For you, to tell it from the others."
            value={values.name}
            onChange={(name) => onChange({ ...values, name })}
            autoComplete="off"
            autoFocus
            maxLength={MAX_INTEGRATION_NAME}
            {...(problems.name && { error: problems.name })}
          />
          <Select
            id="integration-kind"
            label="How it speaks to the app"
            options={integrationKinds.map((kind) => ({ label: kindWords[kind], value: kind }))}
            value={values.kind}
            onChange={(kind) => onChange({ ...values, kind: kind as IntegrationKind })}
          />
          {values.kind === "api" ? <Scopes {...props} /> : <Secret {...props} />}
          <InlineStack gap="200" align="end">
            <Button onClick={onCancel}>Cancel</Button>
            <Button variant="primary" submit loading={isSaving}>
              Create
            </Button>
          </InlineStack>
        </BlockStack>
      </SubmitForm>
    </Card>
  );
}

function Scopes({ values, problems, onChange }: NewIntegrationCardProps) {
  return (
    <ChoiceList
      title="What it may do"
      allowMultiple
      name="scopes"
      choices={integrationScopes.map((scope) => ({
        value: scope,
        label: scopeWords[scope].label,
        helpText: scopeWords[scope].help,
      }))}
      selected={values.scopes}
      onChange={(scopes) => onChange({ ...values, scopes: scopes as IntegrationScope[] })}
      {...(problems.scopes && { error: problems.scopes })}
    />
  );
}

const SECRET_HELP =
  "Your private API token of Judge.me, or the secret of the OAuth app that made the webhook. " +
  "It is kept encrypted and not shown again.";

function Secret({ values, problems, onChange }: NewIntegrationCardProps) {
  return (
    <TextField
      id="integration-secret"
      label="Secret that Judge.me signs with"
      helpText={SECRET_HELP}
      type="password"
      value={values.secret}
      onChange={(secret) => onChange({ ...values, secret })}
      autoComplete="off"
      maxLength={MAX_SECRET_CHARACTERS}
      {...(problems.secret && { error: problems.secret })}
    />
  );
}
