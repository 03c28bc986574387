// What stands in a field of Shopify's when it tells that it has changed.

export function valueOf({ currentTarget }: { currentTarget: EventTarget | null }): string {
  return (currentTarget as { value?: string } | null)?.value ?? "";
}
