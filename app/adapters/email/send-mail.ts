// Hands one message to the SMTP server. The steps are taken one by one, because only the step that failed
// tells whether the server may have taken the message on.
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
  /** Both shown to people and posted to by mail programs (RFC 8058). */
  unsubscribeUrl: string;
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

/** Without a mail server in the settings the program keeps quiet. */
export function canSendMail(): boolean {
  return config().smtpUrl !== undefined;
}

export async function sendMail(message: MailMessage): Promise<MailOutcome> {
  const { smtpUrl } = config();
  if (smtpUrl === undefined) return { outcome: "unavailable", reason: "no_mail_server" };
  const server = parseSmtpUrl(smtpUrl);
  const mail = compose(message);
  const raw = await mail.build();
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: GREETING_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
  });
  try {
    const ready = await step(connection, (done) => connection.connect(done));
    if (ready !== null) return unsent(ready);
    if (server.auth !== null) {
      const auth = server.auth;
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

/** Runs one step; a connection that breaks meanwhile ends it too. Resolves to the error, null when it went well. */
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

function unsent(error: SmtpError): MailOutcome {
  const permanent = error.responseCode !== undefined && error.responseCode >= 500;
  // A refused login is the merchant's or the host's to mend, not the message's fault.
  if (permanent && error.code !== "EAUTH") return { outcome: "refused", reason: reasonOf(error) };
  return { outcome: "unavailable", reason: reasonOf(error) };
}

/** Codes only: what servers write may quote addresses. */
function reasonOf(error: SmtpError): string {
  return [error.code ?? error.name, error.responseCode]
    .filter((part) => part !== undefined)
    .join(" ");
}

function compose(message: MailMessage) {
  const composer = new MailComposer({
    messageId: message.messageId,
    from: { name: message.fromName, address: senderAddress(config().mailFrom) },
    to: message.to,
    ...(message.replyTo === null ? {} : { replyTo: message.replyTo }),
    subject: message.subject,
    html: message.html,
    text: message.text,
    headers: {
      "List-Unsubscribe": `<${message.unsubscribeUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "Auto-Submitted": "auto-generated",
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile();
}

/** MAIL_FROM may be a bare address or `Name <address>`; the name shown is the shop's. */
function senderAddress(mailFrom: string): string {
  return /<([^<>]+)>\s*$/.exec(mailFrom)?.[1] ?? mailFrom;
}

interface SmtpServer {
  host: string;
  port: number;
  secure: boolean;
  auth: { user: string; pass: string } | null;
}

function parseSmtpUrl(smtpUrl: string): SmtpServer {
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
