// Things of the store that a program names, shown by their names: chosen from a list, taken away
// one by one, or typed as numbers where there is no list.
import { BlockStack, Button, InlineError, InlineStack, Tag, Text } from "@shopify/polaris";
import { type ReactNode, useState } from "react";
import { TextAt } from "./fields.tsx";
import type { NamedKind } from "../known-names.ts";
import { splitTyped, useField, useProgramForm } from "./program-form.tsx";

export interface NamedThingsProps {
  path: string;
  kind: NamedKind;
  label: string;
  /** Why there is no list to choose from; null while there is one. */
  listProblem: string | null;
  isListOpen?: boolean;
  onOpenList: () => void;
  /** The list itself, where it opens within the form. */
  children?: ReactNode;
}

export function NamedThings(props: NamedThingsProps) {
  const { path, kind, label, listProblem, isListOpen, onOpenList, children } = props;
  const { value, problem, change } = useField(path);
  const nameOf = useNameOf(kind);
  const [wantsToType, setWantsToType] = useState(false);
  const ids = splitTyped(value);
  const isTyped = wantsToType || listProblem !== null || problem !== undefined;
  return (
    <div {...(!isTyped && { id: path, tabIndex: -1 })} role="group" aria-label={label}>
      <BlockStack gap="150">
        {isTyped ? (
          <TextAt
            path={path}
            label={label}
            helpText="Shopify's numbers, or the addresses of their pages, with commas between them."
            autoFocus={wantsToType}
          />
        ) : (
          <Text as="p">{label}</Text>
        )}
        {ids.length > 0 && (
          <ul className="regulars-tags">
            {ids.map((id) => (
              <li key={id}>
                <Tag onRemove={() => change(ids.filter((one) => one !== id).join(", "))}>
                  {nameOf(id)}
                </Tag>
              </li>
            ))}
          </ul>
        )}
        <InlineStack gap="300" blockAlign="center">
          <Button
            size="slim"
            onClick={onOpenList}
            {...(isListOpen !== undefined && { ariaExpanded: isListOpen })}
          >{`Choose ${nouns[kind]}`}</Button>
          {!isTyped && (
            <Button
              variant="plain"
              onClick={() => setWantsToType(true)}
              accessibilityLabel={`Enter numbers: ${label}`}
            >
              Enter numbers
            </Button>
          )}
        </InlineStack>
        {listProblem !== null && <InlineError fieldID={path} message={listProblem} />}
        {children}
      </BlockStack>
    </div>
  );
}

const nouns: Record<NamedKind, string> = {
  product: "products",
  variant: "variants",
  collection: "collections",
  segment: "segments",
};

const kindWords: Record<NamedKind, string> = {
  product: "Product",
  variant: "Variant",
  collection: "Collection",
  segment: "Segment",
};

/** What the store calls it; its number while that is not known. */
function useNameOf(kind: NamedKind): (id: string) => string {
  const { names } = useProgramForm();
  return (id) => {
    const name = names[kind][id];
    if (name === null) return `${kindWords[kind]} ${id} (no longer there)`;
    return name ?? `${kindWords[kind]} ${id}`;
  };
}
