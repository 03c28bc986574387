// The language of an extension's texts: the app answers in it.

interface Host {
  readonly localization: { readonly extensionLanguage: { readonly value: { isoCode: string } } };
}

export function language(): string {
  const { shopify } = globalThis as unknown as { shopify: Host };
  return shopify.localization.extensionLanguage.value.isoCode;
}
