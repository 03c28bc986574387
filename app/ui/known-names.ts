// What the store calls the things that programs name by their numbers, as far as that is known.
export const namedKinds = ["product", "variant", "collection", "segment"] as const;
export type NamedKind = (typeof namedKinds)[number];

/** By their numbers; null for what the store no longer has. */
export type Names = Readonly<Record<string, string | null>>;
export type KnownNames = Readonly<Record<NamedKind, Names>>;

export const NO_NAMES: KnownNames = { product: {}, variant: {}, collection: {}, segment: {} };

const kindsOfFields: Readonly<Record<string, NamedKind>> = {
  productIds: "product",
  variantIds: "variant",
  collectionIds: "collection",
  segmentIds: "segment",
};

/** The numbers that programs name, as documents or as they are typed, each once. */
export function idsIn(programs: unknown): Record<NamedKind, string[]> {
  const found: Record<NamedKind, Set<string>> = {
    product: new Set(),
    variant: new Set(),
    collection: new Set(),
    segment: new Set(),
  };
  const visit = (value: unknown, field: string): void => {
    const kind = kindsOfFields[field];
    if (kind) for (const id of idsOf(value)) found[kind].add(id);
    else if (typeof value === "object" && value !== null) {
      for (const [key, part] of Object.entries(value)) visit(part, key);
    }
  };
  visit(programs, "");
  return {
    product: [...found.product].toSorted(),
    variant: [...found.variant].toSorted(),
    collection: [...found.collection].toSorted(),
    segment: [...found.segment].toSorted(),
  };
}

function idsOf(value: unknown): string[] {
  const texts = typeof value === "string" ? value.split(",") : Array.isArray(value) ? value : [];
  return texts.map((text) => String(text).trim()).filter((id) => /^\d{1,20}$/.test(id));
}
