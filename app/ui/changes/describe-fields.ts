// From changed settings to sentences: a table for each kind of thing, complete by its type.

/** Settings by name, as core compares them. */
type FieldTable = Readonly<Record<string, (subject: never) => unknown>>;

/** One sentence for each setting, of its new and its old value. */
export type Sentences<Fields extends FieldTable, Context> = {
  readonly [Field in keyof Fields]: (
    after: ReturnType<Fields[Field]>,
    before: ReturnType<Fields[Field]>,
    context: Context,
  ) => string;
};

interface Change<Field> {
  readonly field: Field;
  readonly before: unknown;
  readonly after: unknown;
}

/** The sentence for one changed setting. */
export function describeField<Fields extends FieldTable, Context>(
  sentences: Sentences<Fields, Context>,
  { field, before, after }: Change<keyof Fields>,
  context: Context,
): string {
  // The table and the change name the setting together, so its values are of its type.
  const sentence = sentences[field] as (
    after: unknown,
    before: unknown,
    context: Context,
  ) => string;
  return sentence(after, before, context);
}
