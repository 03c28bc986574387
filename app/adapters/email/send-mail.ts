// Hands one message to the SMTP server. The steps are taken one by one, because only the step that
// failed tells whether the server may have taken the message on.
import MailComposer from "nodemailer/lib/mail-composer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { config } from "../../config.server.ts";

export interface MailMessage {
  /** Stable: the same message bears the same id whenever it is sent. */
  messageId: string;
  to: string;
  fromName: string;
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  /**
   * Both shown to people and posted to by mail programs (RFC 8058); null for what comes once,
   * because it was asked for.
   */
  unsubscribeUrl: string | null;
}

export type MailOutcome =
  | { outcome: "sent" }
  /** The server will never take this message. */
  | { outcome: "refused"; reason: string }
  /** The server has not taken it; later it may. */
  | { outcome: "unavailable"; reason: string }
  /** The connection broke after the message was handed over and before the answer came. */
  | { outcome: "unknown"; reason: string };

const CONNECT_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 20_000;
const GREETING_TIMEOUT_MS = 10_000;

export interface MailServer {
  /** `smtp://user:password@host:port`, or `smtps:` for TLS from the start. */
  url: string;
  /** The sender's address, bare or as `Name <address>`. */
  from: string;
}

/** Without a mail server in the settings the program keeps quiet. */
export function mailServer(): MailServer | null {
  const { smtpUrl, mailFrom } = config();
  return smtpUrl === undefined ? null : { url: smtpUrl, from: mailFrom };
}

export async function sendMail(server: MailServer, message: MailMessage): Promise<MailOutcome> {
  const address = parseSmtpUrl(server.url);
  const mail = compose(message, senderAddress(server.from));
  const raw = await mail.build();
  const connection = new SMTPConnection({
    host: address.host,
    port: address.port,
    secure: address.secure,
    // A password crosses no network in the clear.
    requireTLS: address.auth !== null,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: GREETING_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
  });
  try {
    const ready = await step(connection, (done) => connection.connect(done));
    if (ready !== null) return unsent(ready);
    if (address.auth !== null) {
      const { auth } = address;
      const greeted = await step(connection, (done) => connection.login(auth, done));
      if (greeted !== null) return unsent(greeted);
    }
    const failure = await step(connection, (done) =>
      connection.send(mail.getEnvelope(), raw, done),
    );
    if (failure === null) return { outcome: "sent" };
    return failure.responseCode === undefined
      ? { outcome: "unknown", reason: reasonOf(failure) }
      : unsent(failure);
  } finally {
    connection.close();
  }
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
}

/**
 * Runs one step; a connection that breaks meanwhile ends it too. Resolves to the error, null when
 * it went well.
 */
function step(
  connection: SMTPConnection,
  run: (done: (error?: Error | null) => void) => void,
): Promise<SmtpError | null> {
  return new Promise((resolve) => {
    connection.once("error", resolve);
    run((error) => {
      connection.removeListener("error", resolve);
      // A late error of a connection that has done its duty has no one left to hear it.
      connection.on("error", ignoreLateError);
      resolve(error ?? null);
    });
  });
}

function ignoreLateError(): void {}

/** A refused login or no TLS: the merchant's or the host's to mend, not the message's fault. */
const hostErrors = new Set(["EAUTH", "ETLS"]);

function unsent(error: SmtpError): MailOutcome {
  const permanent = error.responseCode !== undefined && error.responseCode >= 500;
  const isOurs = hostErrors.has(error.code ?? "");
  if (permanent && !isOurs) return { outcome: "refused", reason: reasonOf(error) };
  return { outcome: "unavailable", reason: reasonOf(error) };
}

/** Codes only: what servers write may quote addresses. */
function reasonOf(error: SmtpError): string {
  return [error.code ?? error.name, error.responseCode]
    .filter((part) => part !== undefined)
    .join(" ");
}

function compose(message: MailMessage, sender: string) {
  const composer = new MailComposer({
    messageId: message.messageId,
    from: { name: message.fromName, address: sender },
    // Objects, because bare text would be read as a list of addresses.
    to: { name: "", address: message.to },
    ...(message.replyTo === null ? {} : { replyTo: { name: "", address: message.replyTo } }),
    subject: message.subject,
    html: message.html,
    text: message.text,
    headers: {
      ...(message.unsubscribeUrl !== null && {
        "List-Unsubscribe": `<${message.unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
      "Auto-Submitted": "auto-generated",
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile();
}

/**
 * A message's stable id, in the sender's domain. `name` holds no other characters than an id may.
 */
export function messageIdOf(server: MailServer, name: string): string {
  return `<${name}@${senderAddress(server.from).split("@").at(-1) ?? "localhost"}>`;
}

/** The name that is shown is the shop's. */
function senderAddress(mailFrom: string): string {
  return /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom;
}

interface SmtpAddress {
  host: string;
  port: number;
  secure: boolean;
  auth: { user: string; pass: string } | null;
}

function parseSmtpUrl(smtpUrl: string): SmtpAddress {
  const url = new URL(smtpUrl);
  const secure = url.protocol === "smtps:";
  return {
    host: url.hostname,
    port: url.port === "" ? (secure ? 465 : 587) : Number(url.port),
    secure,
    auth:
      url.username === ""
        ? null
        : {
            user: decodeURIComponent(url.username),
            pass: decodeURIComponent(url.password),
          },
  };
}
