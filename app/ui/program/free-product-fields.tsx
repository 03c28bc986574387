// Which variants a member can have for nothing, and what members read for each of them.
import { Button, InlineStack } from "@shopify/polaris";
import { TextAt } from "./fields.tsx";
import { Picked } from "./product-fields.tsx";
import { ProgramFormProvider, splitTyped, useField, useProgramForm } from "./program-form.tsx";
import type { TypedValue } from "./typed-program.ts";

/** As many characters as a name may have. */
const MAX_NAME_CHARACTERS = 60;

export function FreeProductFields({ path }: { path: string }) {
  const form = useProgramForm();
  const { value: reward } = useField(path);
  const ids = splitTyped(useField(`${path}.variantIds`).value);
  const { value: typedNames, change: changeNames } = useField(`${path}.variantNames`);
  const lines = typeof typedNames === "string" && typedNames !== "" ? typedNames.split("\n") : [];
  const storeName = (id: string) =>
    (form.names.variant[id] ?? `Variant ${id}`).slice(0, MAX_NAME_CHARACTERS).trim();

  /** Names stay with their variants when others are added or taken away. */
  function onChange(changed: string, value: TypedValue): void {
    if (changed !== `${path}.variantIds` || lines.length !== ids.length || lines.length === 0) {
      form.onChange(changed, value);
      return;
    }
    const variantNames = splitTyped(value)
      .map((id) => lines[ids.indexOf(id)] ?? storeName(id))
      .join("\n");
    form.onChange(path, { ...(reward as object), variantIds: value, variantNames });
  }

  return (
    <>
      <ProgramFormProvider value={{ ...form, onChange }}>
        <Picked path={`${path}.variantIds`} kind="variant" label="Variants, one of which is free" />
      </ProgramFormProvider>
      <TextAt
        path={`${path}.variantNames`}
        label="What members read for each variant"
        helpText="A line for each, in the same order. With several variants, members choose by these names."
        lines={Math.max(2, ids.length)}
      />
      <InlineStack>
        <Button
          size="slim"
          disabled={ids.length === 0}
          onClick={() => changeNames(ids.map(storeName).join("\n"))}
        >
          Use the store’s names
        </Button>
      </InlineStack>
    </>
  );
}
