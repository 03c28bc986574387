// The form in which the Admin API schema is kept beside this file.

export type FieldAccess = {
  /** What Shopify says is required, in its words. */
  required?: string;
  /** Any one of these scopes opens it to an offline token. */
  scopes?: string[];
  /** Personal data that needs Shopify's approval: "name", "email", "phone" or "address". */
  protectedContent?: string;
};

export type StoredSchema = {
  apiVersion: string;
  /** The package that the schema was taken from, with its version. */
  source: string;
  access: Record<string, FieldAccess>;
  sdl: string;
};
