// All that is wrong with what was typed, with a way to each field.
import { Banner, Button, List } from "@shopify/polaris";
import type { DocumentProblem } from "../../core/program/document-problem.ts";
import { describePlace } from "./describe-place.ts";
import type { TypedProgram } from "./typed-program.ts";

export interface ProblemsBannerProps {
  problems: readonly DocumentProblem[];
  typed: TypedProgram;
  onGoTo: (path: string) => void;
}

export const PROBLEMS_ID = "program-problems";

export function ProblemsBanner({ problems, typed, onGoTo }: ProblemsBannerProps) {
  return (
    <div id={PROBLEMS_ID} tabIndex={-1}>
      {problems.length > 0 && (
        <Banner tone="critical" title="This program cannot work">
          <List>
            {problems.map(({ path, message }) => (
              <List.Item key={`${path} ${message}`}>
                {path === "" ? (
                  message
                ) : (
                  <Button variant="plain" textAlign="left" onClick={() => onGoTo(path)}>
                    {`${describePlace(typed, path)}: ${message}`}
                  </Button>
                )}
              </List.Item>
            ))}
          </List>
        </Banner>
      )}
    </div>
  );
}
