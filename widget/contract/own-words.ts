// What an extension says in the words of the merchant.

export interface InOwnWords {
  /**
   * By the keys of the extension's own texts, in the language that was asked for, with values in
   * single braces. Left out where the merchant wrote nothing.
   */
  own?: Readonly<Record<string, string>>;
}
