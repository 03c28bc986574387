// Handing a message to a mail server, and telling apart whether it was taken, refused, or nobody
// knows.
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type MailMessage,
  type MailServer,
  sendMail,
} from "../../../app/adapters/email/send-mail.ts";

let server: MailServer;

const closers: (() => Promise<unknown>)[] = [];
let received: string[];

beforeEach(() => {
  received = [];
});

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function startServer(options: SMTPServerOptions = {}): Promise<void> {
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push(Buffer.concat(chunks).toString("utf8"));
        done();
      });
    },
    ...options,
  });
  smtp.on("error", () => undefined);
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise<void>((resolve) => smtp.close(resolve)));
  server = serverAt((smtp.server.address() as AddressInfo).port);
}

/** A server that takes a whole message and hangs up instead of answering. */
async function startBrokenServer(): Promise<void> {
  const broken = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write("220 hello\r\n");
    let inData = false;
    socket.on("data", (chunk) => {
      const text = chunk.toString();
      if (inData) {
        if (text.includes("\r\n.\r\n")) socket.destroy();
      } else if (/^DATA/i.test(text)) {
        inData = true;
        socket.write("354 go on\r\n");
      } else socket.write("250 fine\r\n");
    });
  });
  await new Promise<void>((resolve) => broken.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => broken.close(resolve)));
  server = serverAt((broken.address() as AddressInfo).port);
}

function serverAt(port: number): MailServer {
  return { url: `smtp://127.0.0.1:${port}`, from: "Loyalty <loyalty@regulars.example>" };
}

function message(changes: Partial<MailMessage> = {}): MailMessage {
  return {
    messageId: "<order-earned.1.5123@regulars.example>",
    to: "ada@example.com",
    fromName: "Harbour Coffee",
    replyTo: "hello@harbour.example",
    subject: "80 Punkte für dich",
    html: "<p>Hallo</p>",
    text: "Hallo",
    unsubscribeUrl: "https://app.example.com/email/unsubscribe?token=abc",
    ...changes,
  };
}

describe("a mail server that is well", () => {
  test("gets HTML, plain text and a way to unsubscribe with one click", async () => {
    await startServer();
    expect(await sendMail(server, message())).toEqual({ outcome: "sent" });
    const mail = await PostalMime.parse(received[0] ?? "");
    const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value;
    expect(mail.subject).toBe("80 Punkte für dich");
    expect(mail.from).toMatchObject({
      name: "Harbour Coffee",
      address: "loyalty@regulars.example",
    });
    expect(mail.replyTo?.[0]).toMatchObject({ address: "hello@harbour.example" });
    expect(mail.messageId).toBe("<order-earned.1.5123@regulars.example>");
    expect(mail.html?.trim()).toBe("<p>Hallo</p>");
    expect(mail.text?.trim()).toBe("Hallo");
    expect(header("list-unsubscribe")).toBe(
      "<https://app.example.com/email/unsubscribe?token=abc>",
    );
    expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
  });

  test.each([
    ["a list", "ada@example.com, eve@example.com"],
    ["a group", "friends: ada@example.com, eve@example.com;"],
    ["a name and an address", "ada@example.com <eve@example.com>"],
  ])("gets no other recipient out of an address that reads as %s", async (_, to) => {
    const recipients: string[] = [];
    await startServer({
      onRcptTo({ address }, _session, done) {
        recipients.push(address);
        done();
      },
    });
    await sendMail(server, message({ to }));
    expect(recipients).not.toContain("eve@example.com");
    expect(recipients.length).toBeLessThan(2);
  });

  test("gets no second recipient out of an address with a line break", async () => {
    await startServer();
    const outcome = await sendMail(
      server,
      message({ to: "ada@example.com\r\nBcc: eve@example.com" }),
    );
    for (const raw of received) expect(raw).not.toMatch(/^Bcc:/im);
    expect(["sent", "refused"]).toContain(outcome.outcome);
  });
});

describe("a password", () => {
  test("is not shown to a server without TLS, and the message waits", async () => {
    const passwords: unknown[] = [];
    await startServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ password }, _session, done) {
        passwords.push(password);
        done(null, { user: "shop" });
      },
    });
    const withPassword = { ...server, url: server.url.replace("//", "//shop:secret@") };
    expect(await sendMail(withPassword, message())).toMatchObject({ outcome: "unavailable" });
    expect(passwords).toEqual([]);
    expect(received).toEqual([]);
  });
});

describe("what went wrong decides whether to try again", () => {
  test("an address that the server will never take is refused for good", async () => {
    await startServer({
      onRcptTo(_address, _session, done) {
        done(Object.assign(new Error("no such user"), { responseCode: 550 }));
      },
    });
    expect(await sendMail(server, message())).toMatchObject({ outcome: "refused" });
  });

  test("a full mailbox may have room later", async () => {
    await startServer({
      onRcptTo(_address, _session, done) {
        done(Object.assign(new Error("mailbox full"), { responseCode: 452 }));
      },
    });
    expect(await sendMail(server, message())).toMatchObject({ outcome: "unavailable" });
  });

  test("a message refused after its data was not taken", async () => {
    await startServer({
      onData(stream, _session, done) {
        stream.resume();
        stream.on("end", () => done(Object.assign(new Error("spam"), { responseCode: 554 })));
      },
    });
    expect(await sendMail(server, message())).toMatchObject({ outcome: "refused" });
  });

  test("a server that cannot be reached has taken nothing", async () => {
    server = serverAt(1);
    expect(await sendMail(server, message())).toMatchObject({ outcome: "unavailable" });
  });

  test("a connection that broke once the message was handed over leaves it unknown", async () => {
    await startBrokenServer();
    expect(await sendMail(server, message())).toMatchObject({ outcome: "unknown" });
  });

  test("an outcome quotes no address", async () => {
    await startServer({
      onRcptTo({ address }, _session, done) {
        done(Object.assign(new Error(`no such user ${address}`), { responseCode: 550 }));
      },
    });
    expect(JSON.stringify(await sendMail(server, message()))).not.toContain("ada@");
  });
});
