// Structured logs: one JSON line for each event, with ids and outcomes and without personal data.
import pino from "pino";
import type { Logger } from "pino";
import { config } from "./config.server.ts";

export type Log = Logger;

/**
 * Names under which personal data and secrets travel. Nothing of this kind is logged on purpose;
 * should a whole payload or request slip in, these are struck out at any of the first levels.
 */
const secretNames = [
  "email",
  "first_name",
  "firstName",
  "last_name",
  "lastName",
  "name",
  "phone",
  "address",
  "body",
  "payload",
  "note",
  "code",
  "accessToken",
  "refreshToken",
  "authorization",
  "cookie",
  "password",
  "secret",
];

/**
 * Fields of an error that say what failed; messages of the database may quote a row, so they stay
 * out.
 */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as { code?: unknown }).code;
  const constraint = (error as { constraint?: unknown }).constraint;
  const isFromDatabase = typeof (error as { severity?: unknown }).severity === "string";
  return {
    type: error.name,
    ...(isFromDatabase ? {} : { message: error.message }),
    ...(code === undefined ? {} : { errorCode: code }),
    ...(constraint === undefined ? {} : { constraint }),
    stack: stackWithoutMessage(error),
  };
}

function stackWithoutMessage(error: Error): string | undefined {
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return frames?.map((line) => line.trim()).join(" < ");
}

/**
 * The path of a request, without the part of a link that lets in whoever has it: helpers at the
 * door of an event.
 */
export function loggedPath(url: string): string {
  return new URL(url).pathname.replace(/^(\/check-in\/)[^/]+/, "$1-");
}

/** A logger that writes to `destination`, or to standard output. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: describeError },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: "[struck out]",
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

let current: Log | undefined;

/** The log of this process. */
export function log(): Log {
  current ??= createLog(config().logLevel);
  return current;
}
