// The program's page: the form, what saving would change, and the preview beside them.
import { Banner, BlockStack, Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import { ChangesCard } from "./changes-card.tsx";
import { formatDate } from "./format.ts";
import {
  EarningCard,
  EmailsCard,
  PointsNameCard,
  type ProgramCardProps,
  RefundsCard,
  RewardCard,
} from "./program-cards.tsx";
import type { ProgramProblems, ProgramValues } from "./program-values.ts";

export interface ProgramPageProps {
  program: { number: number | null; activeFrom: Date | null; currency: string; timeZone: string };
  values: ProgramValues;
  problems: ProgramProblems;
  /** What saving would do, in sentences; empty while there is nothing to save. */
  changes: string[];
  isSaving: boolean;
  /** Somebody else had saved when this form was sent; what is shown now is theirs. */
  isOutdated: boolean;
  onChange: ProgramCardProps["onChange"];
  onSubmit: () => void;
  preview: ReactNode;
}

export function ProgramPage(props: ProgramPageProps) {
  const { program, values, problems, changes, isOutdated } = props;
  const { number, activeFrom, currency, timeZone } = program;
  const cards: ProgramCardProps = { values, problems, currency, onChange: props.onChange };
  const since = activeFrom ? `, in force since ${formatDate(activeFrom, timeZone)}` : "";
  const subtitle =
    number === null
      ? "Not started yet: orders earn once you start it"
      : `Version ${number}${since}`;
  return (
    <Page
      title="Program"
      subtitle={subtitle}
      backAction={{ content: "Overview", url: "/app" }}
      {...(number === null && {
        primaryAction: {
          content: "Start the program",
          onAction: props.onSubmit,
          loading: props.isSaving,
        },
      })}
    >
      <div className="regulars-editor">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            props.onSubmit();
          }}
        >
          <BlockStack gap="400">
            {isOutdated && (
              <Banner tone="critical" title="Somebody else saved the program meanwhile">
                <p>
                  This is what they saved. Your changes were not saved: make them again if they are
                  still needed.
                </p>
              </Banner>
            )}
            {problems.other !== undefined && (
              <Banner tone="critical" title="This program cannot work">
                <p>{problems.other}</p>
              </Banner>
            )}
            <EarningCard {...cards} />
            <PointsNameCard {...cards} />
            <RewardCard {...cards} />
            <RefundsCard {...cards} />
            <EmailsCard {...cards} />
            {number !== null && <ChangesCard changes={changes} />}
          </BlockStack>
        </form>
        <div className="regulars-sticky">{props.preview}</div>
      </div>
    </Page>
  );
}
