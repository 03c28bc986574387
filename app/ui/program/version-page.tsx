// One version of the program: what it says otherwise than the one in force, and what can be done
// with it.
import {
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  List,
  Modal,
  Page,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { Start } from "./save-card.tsx";
import { StatusBadge } from "./version-list.tsx";
import { authorWords, periodWords, type VersionSummary, versionTitle } from "./version-words.ts";

export type VersionIntent = "activate" | "schedule" | "unschedule" | "discard" | "restore";

export interface VersionPageProps {
  version: VersionSummary;
  /** The version in force, with which it is compared; null before the first. */
  inForceNumber: number | null;
  /** What would change if it came into force, in sentences. */
  changes: string[];
  timeZone: string;
  refusal: { title: string; text: string } | null;
  /** What this version says that can no longer work. */
  problems: readonly { readonly path: string; readonly message: string }[];
  startsAt: string;
  startProblem: string | null;
  onStartChange: (startsAt: string) => void;
  isWorking: boolean;
  onIntent: (intent: VersionIntent) => void;
}

export function VersionPage(props: VersionPageProps) {
  const { version, timeZone, refusal, problems } = props;
  return (
    <Page
      title={versionTitle(version)}
      titleMetadata={<StatusBadge status={version.status} />}
      subtitle={periodWords(version, timeZone)}
      backAction={{ content: "Versions", url: "/app/program/versions" }}
    >
      <div className="regulars-notices">
        <div role="alert">
          {refusal && (
            <Banner tone="critical" title={refusal.title}>
              <p>{refusal.text}</p>
            </Banner>
          )}
          {problems.length > 0 && (
            <Banner tone="critical" title="This program cannot work">
              <List>
                {problems.map(({ path, message }) => (
                  <List.Item key={`${path} ${message}`}>{message}</List.Item>
                ))}
              </List>
            </Banner>
          )}
        </div>
      </div>
      <BlockStack gap="400">
        <ComparisonCard {...props} />
        <Actions {...props} />
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              About this version
            </Text>
            <Text as="p">{authorWords(version, timeZone)}</Text>
            {version.notes && (
              <Text as="p" breakWord>
                {version.notes}
              </Text>
            )}
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}

function ComparisonCard({ version, inForceNumber, changes }: VersionPageProps) {
  if (version.status === "active") {
    return (
      <Card>
        <Text as="p">Orders that are placed now count by this version.</Text>
      </Card>
    );
  }
  if (inForceNumber === null) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {`Compared with version ${inForceNumber}, which is in force`}
        </Text>
        {changes.length === 0 ? (
          <Text as="p">Nothing is different.</Text>
        ) : (
          <List>
            {changes.map((change) => (
              <List.Item key={change}>{change}</List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}

interface Question {
  title: string;
  text: string;
  button: string;
  isCritical?: boolean;
}

const questions: Readonly<Record<Exclude<VersionIntent, "schedule">, Question>> = {
  activate: {
    title: "Put this draft into force?",
    text: "Orders placed from now on count by it. What was earned before stays as it is.",
    button: "Put into force",
  },
  unschedule: {
    title: "Take this version back?",
    text: "It becomes a draft again, and the version before it goes on.",
    button: "Take back",
  },
  discard: {
    title: "Discard this draft?",
    text: "It is gone for good. No order was ever counted by it.",
    button: "Discard",
    isCritical: true,
  },
  restore: {
    title: "Return to this version?",
    text: "A new version with its settings comes into force now. Orders that were placed meanwhile stay as they were counted.",
    button: "Return to it",
  },
};

function Actions(props: VersionPageProps) {
  const { version, isWorking, onIntent } = props;
  const [asked, setAsked] = useState<keyof typeof questions | null>(null);
  const [isScheduling, setIsScheduling] = useState(false);
  if (version.status === "active") {
    return (
      <InlineStack>
        <Button url="/app/program">Edit the program</Button>
      </InlineStack>
    );
  }
  return (
    <BlockStack gap="300">
      {isScheduling && version.status === "draft" ? (
        <Card>
          <BlockStack gap="300">
            <Start {...props} />
            <ButtonGroup>
              <Button variant="primary" loading={isWorking} onClick={() => onIntent("schedule")}>
                Schedule
              </Button>
              <Button onClick={() => setIsScheduling(false)}>Back</Button>
            </ButtonGroup>
          </BlockStack>
        </Card>
      ) : (
        <ButtonGroup>
          {version.status === "draft" && (
            <Button variant="primary" url={`/app/program?draft=${version.id}`}>
              Edit draft
            </Button>
          )}
          {version.status === "draft" && (
            <Button onClick={() => setAsked("activate")}>Put into force now</Button>
          )}
          {version.status === "draft" && (
            <Button onClick={() => setIsScheduling(true)}>Schedule…</Button>
          )}
          {version.status === "draft" && (
            <Button tone="critical" onClick={() => setAsked("discard")}>
              Discard
            </Button>
          )}
          {version.status === "scheduled" && (
            <Button onClick={() => setAsked("unschedule")}>Take back</Button>
          )}
          {version.status === "retired" && (
            <Button onClick={() => setAsked("restore")}>Return to this version</Button>
          )}
        </ButtonGroup>
      )}
      <Confirmation
        question={asked && questions[asked]}
        onClose={() => setAsked(null)}
        onAgree={() => {
          setAsked(null);
          if (asked) onIntent(asked);
        }}
      />
    </BlockStack>
  );
}

interface ConfirmationProps {
  question: Question | null;
  onClose: () => void;
  onAgree: () => void;
}

function Confirmation({ question, onClose, onAgree }: ConfirmationProps) {
  return (
    <Modal
      open={question !== null}
      onClose={onClose}
      title={question?.title ?? ""}
      primaryAction={{
        content: question?.button ?? "",
        onAction: onAgree,
        ...(question?.isCritical && { destructive: true }),
      }}
      secondaryActions={[{ content: "Back", onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{question?.text}</Text>
      </Modal.Section>
    </Modal>
  );
}
