// The program's page: the sections of its form, what saving would change, and the preview.
import { Banner, BlockStack, List, Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { ProgramDocument } from "../../core/program/document.ts";
import { isPaused } from "../../core/rewards/reward-features.ts";
import { formatDate, formatDateTime, plural } from "../format.ts";
import { usePermissions } from "../permissions.tsx";
import { ProblemsBanner } from "./problems-banner.tsx";
import { type ProgramForm, ProgramFormProvider } from "./program-form.tsx";
import { ProgramSection } from "./program-sections.tsx";
import { SaveCard, type SaveCardProps } from "./save-card.tsx";
import { SectionNav } from "./section-nav.tsx";
import { inOrderOfSections, type SectionId } from "./sections.ts";

export interface EditedProgram {
  /** The version in force; null before the first. */
  inForce: { number: number; activeFrom: Date | null; document: ProgramDocument } | null;
  draft: { number: number; name: string | null } | null;
  scheduled: { id: string; number: number; activeFrom: Date | null }[];
  timeZone: string;
  /** Benefits of tiers that do not work in the cart. */
  blockedPerks: number;
}

export interface ProgramPageProps {
  program: EditedProgram;
  form: ProgramForm;
  section: SectionId;
  hrefOf: (section: SectionId) => string;
  onGoTo: (path: string) => void;
  /** What could not be done, and why. */
  refusal: { title: string; text: string } | null;
  saving: SaveCardProps;
  preview: ReactNode;
}

export function ProgramPage(props: ProgramPageProps) {
  const { program, form, section, hrefOf, refusal, saving } = props;
  const problems = inOrderOfSections(form.problems);
  return (
    <Page
      title={program.draft ? draftTitle(program.draft) : "Program"}
      subtitle={subtitleOf(program)}
      backAction={
        program.draft
          ? { content: "Versions", url: "/app/program/versions" }
          : { content: "Overview", url: "/app" }
      }
      secondaryActions={[{ content: "Versions", url: "/app/program/versions" }]}
    >
      <div className="regulars-notices">
        <div role="alert">
          {refusal && (
            <Banner tone="critical" title={refusal.title}>
              <p>{refusal.text}</p>
            </Banner>
          )}
        </div>
        <Scheduled {...program} />
        <NotWorking blockedPerks={program.blockedPerks} inForce={program.inForce} />
        <ProblemsBanner problems={problems} typed={form.typed} onGoTo={props.onGoTo} />
      </div>
      <BlockStack gap="400">
        <SectionNav current={section} problems={problems} hrefOf={hrefOf} />
        <div className={section === "basics" ? "regulars-editor" : ""}>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              saving.onSave(program.draft ? "draft" : "now");
            }}
          >
            <BlockStack gap="400">
              <ProgramFormProvider value={form}>
                <ProgramSection section={section} />
              </ProgramFormProvider>
              <SaveCard {...saving} />
            </BlockStack>
          </form>
          {section === "basics" && <div className="regulars-sticky">{props.preview}</div>}
        </div>
      </BlockStack>
    </Page>
  );
}

function draftTitle({ number, name }: { number: number; name: string | null }): string {
  return name ? `Draft ${number}: ${name}` : `Draft ${number}`;
}

function subtitleOf({ inForce, draft, timeZone }: EditedProgram): string {
  if (draft) return "Not in force: nothing counts by it yet";
  if (inForce === null) return "Not started yet: orders earn once you start it";
  const since = inForce.activeFrom
    ? `, in force since ${formatDate(inForce.activeFrom, timeZone)}`
    : "";
  return `Version ${inForce.number}${since}`;
}

/** Whoever edits the version in force should know that another one follows it. */
function Scheduled({ scheduled, timeZone }: EditedProgram) {
  const [next] = scheduled;
  if (!next?.activeFrom) return null;
  return (
    <Banner
      tone="info"
      title={`Version ${next.number} comes into force on ${formatDateTime(next.activeFrom, timeZone)}`}
      action={{ content: "See it", url: `/app/program/versions/${next.id}` }}
    >
      <p>What you save now counts until then.</p>
    </Banner>
  );
}

/** What the version in force promises and members do not get: one banner for all of it. */
function NotWorking({ blockedPerks, inForce }: Pick<EditedProgram, "blockedPerks" | "inForce">) {
  const { features } = usePermissions();
  const paused = inForce?.document.rewards.filter((reward) => isPaused(reward, features)) ?? [];
  const lines = [
    paused.length > 0 &&
      plural(
        paused.length,
        "reward is paused: the store does not let the app give it",
        "rewards are paused: the store does not let the app give them",
      ),
    blockedPerks > 0 &&
      plural(blockedPerks, "benefit of a tier does not work", "benefits of tiers do not work"),
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <Banner
      tone="warning"
      title="Members do not get all that the program says"
      action={{ content: "Have a look", url: "/app/attention" }}
    >
      <List>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Banner>
  );
}
