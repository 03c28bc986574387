// What stands in place of a page that cannot be shown, always with a way on.
import { Page } from "@shopify/polaris";
import { LostDrawing } from "./illustrations.tsx";
import { NothingCard } from "./nothing-card.tsx";

export interface PageProblemProps {
  kind: "missing" | "failed";
  onRetry: () => void;
}

export function PageProblem({ kind, onRetry }: PageProblemProps) {
  const overview = { label: "Go to the overview", url: "/app" };
  return (
    <Page>
      {kind === "missing" ? (
        <NothingCard
          illustration={<LostDrawing />}
          heading="There is nothing here"
          secondaryAction={overview}
        >
          It may have been deleted, or it belongs to another store.
        </NothingCard>
      ) : (
        <NothingCard
          illustration={<LostDrawing />}
          heading="This page could not be loaded"
          action={{ label: "Try again", onAction: onRetry }}
          secondaryAction={overview}
        >
          Your data is safe, and orders keep earning. Trying again usually helps.
        </NothingCard>
      )}
    </Page>
  );
}
