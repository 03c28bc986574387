// The shop's post office: an SMTP server that accepts every message and shows it to people.

import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import type { SimulatorContext } from "./context.ts";
import { newId } from "./world.ts";

const maximumMailBytes = 5 * 1024 * 1024;
const keptMails = 1_000;

export type MailServer = { port: number; stop(): Promise<void> };

export async function startMailServer(
  context: SimulatorContext,
  host: string,
  port: number,
): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    size: maximumMailBytes,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map((entry) => entry.address);
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : "";
        callBack(store(context, Buffer.concat(chunks), from, to), done);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** smtp-server is older than promises. */
function callBack(work: Promise<void>, done: (error?: Error) => void): void {
  const settle = async (): Promise<void> => {
    const failure = await work.then(() => null, toError);
    done(failure ?? undefined);
  };
  void settle();
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

async function store(
  context: SimulatorContext,
  raw: Buffer,
  from: string,
  to: string[],
): Promise<void> {
  const parsed = await PostalMime.parse(raw);
  const { mails } = context.state;
  mails.push({
    id: newId(context),
    from,
    to,
    subject: parsed.subject ?? "",
    text: parsed.text ?? null,
    html: parsed.html ?? null,
    headers: Object.fromEntries(parsed.headers.map((header) => [header.key, header.value])),
    receivedAt: context.now().toISOString(),
  });
  if (mails.length > keptMails) mails.shift();
}
