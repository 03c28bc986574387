// Which products are meant: chosen in Shopify's own list, or by their numbers and tags.
import { BlockStack, Button, FormLayout, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { TextAt } from "./fields.tsx";
import { NamedThings } from "./named-things.tsx";
import { type PickedKind, splitTyped, useField, useProgramForm } from "./program-form.tsx";

export interface ProductFieldsProps {
  path: string;
  title: string;
  /** What it means that nothing is named. */
  whenEmpty: string;
  /** Whether the fields stay closed until somebody wants to name something. */
  isFolded?: boolean;
  /** Whether products can be named by their tags, too. */
  hasTags?: boolean;
}

export function ProductFields({ path, title, whenEmpty, ...rest }: ProductFieldsProps) {
  const { isFolded, hasTags = true } = rest;
  const { value, problem } = useField(path);
  const [isOpen, setIsOpen] = useState(false);
  const isEmpty = Object.values({ ...(value as object) }).every((text) => text === "");
  const isClosed = isFolded && !isOpen && isEmpty && problem === undefined;
  return (
    <div id={path} role="group" aria-label={title} tabIndex={-1}>
      <BlockStack gap="300">
        <BlockStack gap="050">
          <Text as="h4" variant="headingSm">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {whenEmpty}
          </Text>
        </BlockStack>
        {isClosed ? (
          <InlineStack>
            <Button
              size="slim"
              onClick={() => setIsOpen(true)}
              accessibilityLabel={`Name products: ${title}`}
            >
              Name products
            </Button>
          </InlineStack>
        ) : (
          <NamedProducts path={path} isNew={isOpen} hasTags={hasTags} />
        )}
      </BlockStack>
    </div>
  );
}

interface NamedProductsProps {
  path: string;
  isNew: boolean;
  hasTags: boolean;
}

function NamedProducts({ path, isNew, hasTags }: NamedProductsProps) {
  return (
    <FormLayout>
      {hasTags && (
        <TextAt
          path={`${path}.tags`}
          label="Product tags"
          helpText="With commas between them; upper and lower case are the same."
          autoFocus={isNew}
        />
      )}
      <Picked path={`${path}.collectionIds`} kind="collection" label="Collections" />
      <Picked path={`${path}.productIds`} kind="product" label="Products" />
      <Picked path={`${path}.variantIds`} kind="variant" label="Variants" />
    </FormLayout>
  );
}

const noList = "Shopify's list could not be opened here: enter the numbers instead";

interface PickedProps {
  path: string;
  kind: PickedKind;
  label: string;
}

export function Picked({ path, kind, label }: PickedProps) {
  const { onPick } = useProgramForm();
  const { value, change } = useField(path);
  const [isMissing, setIsMissing] = useState(false);

  async function pick(): Promise<void> {
    try {
      const chosen = await onPick(kind, splitTyped(value));
      setIsMissing(false);
      if (chosen) change(chosen.join(", "));
    } catch {
      setIsMissing(true);
    }
  }

  return (
    <NamedThings
      path={path}
      kind={kind}
      label={label}
      listProblem={isMissing ? noList : null}
      onOpenList={() => void pick()}
    />
  );
}
