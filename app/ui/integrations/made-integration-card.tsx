// What a new integration needs to be told, shown this once.
import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useEffect, useId, useRef, useState } from "react";

export interface MadeIntegration {
  name: string;
  /** What the other system is given, each under its name. */
  fields: { label: string; value: string }[];
  /** Whether one of them is a secret of ours that nobody can read again. */
  hasSecret: boolean;
}

export interface MadeIntegrationCardProps {
  made: MadeIntegration;
  onDone: () => void;
}

const SECRET_SENTENCE =
  "Copy the secret now: it is kept encrypted and cannot be shown again. How requests are signed " +
  "with it stands in the app’s documentation, docs/api.md.";

export function MadeIntegrationCard({ made, onDone }: MadeIntegrationCardProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1}>
      <Banner tone="success" title={`${made.name} can be connected`}>
        <BlockStack gap="300">
          <Text as="p">
            {made.hasSecret
              ? SECRET_SENTENCE
              : "Enter this address where Judge.me asks for the webhook review/created."}
          </Text>
          {made.fields.map((field) => (
            <CopyField key={field.label} {...field} />
          ))}
          <InlineStack>
            <Button onClick={onDone}>Done</Button>
          </InlineStack>
        </BlockStack>
      </Banner>
    </div>
  );
}

type CopyState = "ready" | "copied" | "failed";

const copyWords: Record<CopyState, string> = {
  ready: "Copy",
  copied: "Copied",
  failed: "Selected",
};

/** Where the admin's frame may not write to the clipboard, the text is selected to be copied. */
function CopyField({ label, value }: { label: string; value: string }) {
  const [state, setState] = useState<CopyState>("ready");
  const id = useId();
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => setState("copied"),
      () => {
        setState("failed");
        document.getElementById(id)?.focus();
      },
    );
  return (
    <TextField
      id={id}
      label={label}
      value={value}
      readOnly
      monospaced
      selectTextOnFocus
      {...(state === "failed" && { helpText: "Copy it with your keyboard, or hold it." })}
      autoComplete="off"
      connectedRight={
        <Button onClick={() => void copy()} accessibilityLabel={`${copyWords[state]}: ${label}`}>
          {copyWords[state]}
        </Button>
      }
    />
  );
}
