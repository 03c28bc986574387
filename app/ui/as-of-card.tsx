// Asks how the member stood at some past moment.
import {
  BlockStack,
  Button,
  Card,
  ChoiceList,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";

/** What the books said then, or what had happened by then as far as is known today. */
export type AsOfBasis = "recordedAt" | "occurredAt";

export interface AsOfCardProps {
  /** The moment that is shown, as the store's clock showed it; empty for now. */
  at: string;
  by: AsOfBasis;
  /** What is wrong with the moment that was asked for. */
  problem: string | null;
  timeZone: string;
  /** Empty for now. */
  onShow: (at: string, by: AsOfBasis) => void;
}

export function AsOfCard({ at, by, problem, timeZone, onShow }: AsOfCardProps) {
  const [basis, setBasis] = useState<AsOfBasis>(by);
  const [typed, setTyped] = useState(at);
  return (
    <Card>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onShow(typed, basis);
        }}
      >
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            As of
          </Text>
          <TextField
            id="as-of"
            label="Date and time"
            type="datetime-local"
            value={typed}
            onChange={setTyped}
            autoComplete="off"
            helpText={`On the store's clock (${timeZone}).`}
            {...(problem && { error: problem })}
          />
          <ChoiceList
            title="What counts"
            name="as-of-basis"
            choices={[
              { value: "recordedAt", label: "What the books said then" },
              { value: "occurredAt", label: "What had happened by then, as known today" },
            ]}
            selected={[basis]}
            onChange={([choice]) => setBasis(choice === "occurredAt" ? "occurredAt" : "recordedAt")}
          />
          <InlineStack gap="200" align="end">
            {at !== "" && (
              <Button
                onClick={() => {
                  setTyped("");
                  onShow("", basis);
                }}
              >
                Back to now
              </Button>
            )}
            <Button submit>Show</Button>
          </InlineStack>
        </BlockStack>
      </form>
    </Card>
  );
}
