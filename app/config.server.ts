// The only reader of the environment: parsed once, refused as a whole when something is wrong.
import { z } from "zod";

const keyBytes = 32;
const defaultPort = 4401;
const defaultPoolSize = 8;
const defaultShutdownTimeoutMs = 25_000;

/** An empty line in a file of settings means "not set". */
const blank = z.literal("").transform(() => undefined);
const optionalText = blank.or(z.string().optional());
const optionalUrl = blank.or(z.url().optional());

/** AES-256 keys, as `openssl rand -base64 32` prints them. */
const encryptionKey = z.string().transform((text, context) => {
  const key = Buffer.from(text, "base64");
  if (key.length === keyBytes) return key;
  context.addIssue({ code: "custom", message: `must be ${keyBytes} bytes in base64` });
  return z.NEVER;
});

/** A web address without path: what requests are sent to. */
const origin = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => new URL(text).origin === text,
    "must be an origin, such as http://localhost:4400",
  );

export const configSchema = z.object({
  NODE_ENV: blank
    .or(z.enum(["development", "test", "production"]).optional())
    .transform((mode) => mode ?? "production")
    .describe("production refuses the simulator and asks for a database"),
  HOST: z.string().default("127.0.0.1").describe("Address to listen on"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(defaultPort).describe("Port"),
  ROLE: z
    .enum(["web", "worker", "all"])
    .default("all")
    .describe("web answers requests, worker empties inbox and outbox, all does both"),
  DATABASE_URL: optionalUrl.describe(
    "PostgreSQL as the application's role; unset: embedded, but not in production",
  ),
  DATABASE_OWNER_URL: optionalUrl.describe("PostgreSQL as the owner of the tables, for migrations"),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(5)
    .max(100)
    .default(defaultPoolSize)
    .describe("Connections of one process at most"),
  SHOPIFY_API_KEY: z.string().min(1).describe("Client id of the app"),
  SHOPIFY_API_SECRET: z.string().min(1).describe("Client secret of the app"),
  SHOPIFY_API_SECRET_PREVIOUS: optionalText.describe("The secret before a rotation, for a while"),
  SHOPIFY_APP_URL: z.url().describe("Where the app is reached from outside"),
  SHOPIFY_ORIGIN: blank
    .or(origin.optional())
    .describe("Origin of the simulator; unset: the real Shopify"),
  TOKEN_ENCRYPTION_KEY: encryptionKey.describe(
    "32 bytes in base64: encrypts Shopify's tokens, codes of gift cards and keys of integrations",
  ),
  TOKEN_ENCRYPTION_KEY_PREVIOUS: blank
    .or(encryptionKey.optional())
    .describe("The key before a rotation, as long as gift cards or keys of integrations are older"),
  SMTP_URL: optionalUrl.describe(
    "Mail server, with TLS where it asks for a password; unset: no e-mail is sent",
  ),
  MAIL_FROM: z.string().default("Loyalty <loyalty@localhost>").describe("Sender of e-mails"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("Least severity that is logged"),
  SHUTDOWN_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600_000)
    .default(defaultShutdownTimeoutMs)
    .describe("How long a stop may take to finish what is held"),
});

export type Config = ReturnType<typeof parseConfig>;

/**
 * Checks an environment and names its values as the code does. Throws one error that lists each
 * problem.
 */
export function parseConfig(environment: Record<string, string | undefined>) {
  const parsed = configSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      (issue) => `${issue.path.join(".")}: ${issue.message}`,
    );
    throw new Error(`The environment is not right.\n${problems.join("\n")}`);
  }
  const read = parsed.data;
  if (read.NODE_ENV === "production") refuseInProduction(read);
  return {
    nodeEnv: read.NODE_ENV,
    host: read.HOST,
    port: read.PORT,
    role: read.ROLE,
    databaseUrl: read.DATABASE_URL,
    databaseOwnerUrl: read.DATABASE_OWNER_URL,
    databasePoolSize: read.DATABASE_POOL_SIZE,
    shopifyApiKey: read.SHOPIFY_API_KEY,
    shopifyApiSecret: read.SHOPIFY_API_SECRET,
    shopifyApiSecretPrevious: read.SHOPIFY_API_SECRET_PREVIOUS,
    shopifyAppUrl: read.SHOPIFY_APP_URL,
    shopifyOrigin: read.SHOPIFY_ORIGIN,
    tokenEncryptionKey: read.TOKEN_ENCRYPTION_KEY,
    tokenEncryptionKeyPrevious: read.TOKEN_ENCRYPTION_KEY_PREVIOUS,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM,
    logLevel: read.LOG_LEVEL,
    shutdownTimeoutMs: read.SHUTDOWN_TIMEOUT_MS,
  };
}

function refuseInProduction(read: z.infer<typeof configSchema>): void {
  if (read.SHOPIFY_ORIGIN !== undefined) {
    throw new Error("SHOPIFY_ORIGIN points to a simulator: it is refused in production.");
  }
  if (read.DATABASE_URL === undefined) {
    throw new Error(
      "DATABASE_URL is needed in production: the embedded database is for trying out.",
    );
  }
}

let current: Config | undefined;

/** The configuration of this process. */
export function config(): Config {
  current ??= parseConfig(process.env);
  return current;
}
