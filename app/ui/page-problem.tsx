// What stands in place of a page that cannot be shown, always with a way on.
import { Card, EmptyState, Page } from "@shopify/polaris";

export interface PageProblemProps {
  kind: "missing" | "failed";
  onRetry: () => void;
}

export function PageProblem({ kind, onRetry }: PageProblemProps) {
  const isMissing = kind === "missing";
  return (
    <Page>
      <Card>
        <EmptyState
          heading={isMissing ? "There is nothing here" : "This page could not be loaded"}
          image=""
          {...(!isMissing && { action: { content: "Try again", onAction: onRetry } })}
          secondaryAction={{ content: "Go to the overview", url: "/app" }}
        >
          <p>
            {isMissing
              ? "It may have been deleted, or it belongs to another store."
              : "Your data is safe, and orders keep earning. Trying again usually helps."}
          </p>
        </EmptyState>
      </Card>
    </Page>
  );
}
