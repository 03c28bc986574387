// Which customer segments are meant, chosen by name from those of the store.
import { BlockStack, ChoiceList, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { NamedThings } from "./named-things.tsx";
import type { Names } from "../known-names.ts";
import { splitTyped, useField, useProgramForm } from "./program-form.tsx";

const noList = "The store's segments could not be read: enter their numbers instead";
/** With more of them, a name is found faster by typing. */
const MAX_WITHOUT_SEARCH = 8;

export function SegmentField({ path, label }: { path: string; label: string }) {
  const { onListSegments } = useProgramForm();
  const [segments, setSegments] = useState<Names | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function toggle(): Promise<void> {
    setIsOpen(!isOpen);
    if (isOpen || segments !== null) return;
    try {
      setSegments(await onListSegments());
      setProblem(null);
    } catch {
      setIsOpen(false);
      setProblem(noList);
    }
  }

  return (
    <NamedThings
      path={path}
      kind="segment"
      label={label}
      listProblem={problem}
      isListOpen={isOpen}
      onOpenList={() => void toggle()}
    >
      {isOpen && <SegmentList path={path} label={label} segments={segments} />}
    </NamedThings>
  );
}

interface SegmentListProps {
  path: string;
  label: string;
  /** Null while they are being read. */
  segments: Names | null;
}

function SegmentList({ path, label, segments }: SegmentListProps) {
  const { value, change } = useField(path);
  const [wanted, setWanted] = useState("");
  if (segments === null) {
    return (
      <Text as="p" tone="subdued">
        Reading the store's segments…
      </Text>
    );
  }
  const all = Object.entries(segments).map(([id, name]) => ({ value: id, label: name ?? id }));
  if (all.length === 0) {
    return (
      <Text as="p" tone="subdued">
        The store has no segments yet. They are made in Shopify, under Customers.
      </Text>
    );
  }
  const chosen = splitTyped(value);
  const shown = all
    .filter((segment) => segment.label.toLowerCase().includes(wanted.trim().toLowerCase()))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  const hidden = chosen.filter((id) => shown.every((segment) => segment.value !== id));
  return (
    <BlockStack gap="200">
      {all.length > MAX_WITHOUT_SEARCH && (
        <TextField
          label="Find a segment"
          value={wanted}
          onChange={setWanted}
          autoComplete="off"
          type="search"
        />
      )}
      <div className="regulars-choices">
        <ChoiceList
          allowMultiple
          title={label}
          titleHidden
          choices={shown}
          selected={chosen}
          onChange={(items) => change([...hidden, ...items].join(", "))}
        />
        {shown.length === 0 && (
          <Text as="p" tone="subdued">
            No segment is called so.
          </Text>
        )}
      </div>
    </BlockStack>
  );
}
