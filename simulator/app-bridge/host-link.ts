// The app's end of the channel to the admin frame: sends states, asks for answers, hears commands.
import { readMessage, wrapMessage } from "./protocol.ts";
import type { AppMessage, HostMessage, Question, RequestName } from "./protocol.ts";

const ANSWER_TIMEOUT_MS = 15_000;

export interface HostLink {
  readonly hostOrigin: string;
  send(message: AppMessage): void;
  ask<Answer>(name: RequestName, question?: Question): Promise<Answer>;
  hear<Kind extends HostMessage["kind"]>(
    kind: Kind,
    listener: (message: Extract<HostMessage, { kind: Kind }>) => void,
  ): void;
}

interface PendingAnswer {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout> | null;
}

/** The frame's origin: told by the browser where it can, else where this script came from. */
export function findHostOrigin(ancestors: DOMStringList | undefined, scriptSource: string): string {
  return ancestors?.[0] ?? new URL(scriptSource).origin;
}

export function createHostLink(view: Window, hostOrigin: string): HostLink {
  const pending = new Map<string, PendingAnswer>();
  const listeners = new Map<string, ((message: never) => void)[]>();
  const isEmbedded = view.parent !== view;
  let lastId = 0;

  view.addEventListener("message", (event: MessageEvent) => {
    const expected = { origin: hostOrigin, source: view.parent };
    const message = readMessage<HostMessage>(event, expected);
    if (!message) return;
    if (message.kind === "answer" || message.kind === "refusal") settle(pending, message);
    for (const listener of listeners.get(message.kind) ?? []) listener(message as never);
  });

  const send = (message: AppMessage): void => {
    if (isEmbedded) view.parent.postMessage(wrapMessage(message), hostOrigin);
  };

  return {
    hostOrigin,
    send,
    ask<Answer>(name: RequestName, question?: Question): Promise<Answer> {
      if (!isEmbedded) {
        return Promise.reject(
          new Error(`shopify.${name} needs the admin: this page is not in it.`),
        );
      }
      lastId += 1;
      const id = `${name}/${lastId}`;
      return new Promise<Answer>((resolve, reject) => {
        const timer = waitsForPerson(name) ? null : expireLater(pending, id, reject);
        pending.set(id, { resolve: (value) => resolve(value as Answer), reject, timer });
        send({ kind: "request", id, name, ...(question && { question }) });
      });
    },
    hear(kind, listener) {
      listeners.set(kind, [...(listeners.get(kind) ?? []), listener as (message: never) => void]);
    },
  };
}

function waitsForPerson(name: RequestName): boolean {
  return ["leaveConfirmation", "resourcePicker", "requestScopes"].includes(name);
}

function expireLater(
  pending: Map<string, PendingAnswer>,
  id: string,
  reject: (error: Error) => void,
): ReturnType<typeof setTimeout> {
  return setTimeout(() => {
    pending.delete(id);
    reject(new Error(`The admin did not answer ${id} within ${ANSWER_TIMEOUT_MS} ms.`));
  }, ANSWER_TIMEOUT_MS);
}

function settle(
  pending: Map<string, PendingAnswer>,
  message: Extract<HostMessage, { kind: "answer" | "refusal" }>,
): void {
  const waiting = pending.get(message.id);
  if (!waiting) return;
  pending.delete(message.id);
  if (waiting.timer !== null) clearTimeout(waiting.timer);
  if (message.kind === "answer") waiting.resolve(message.value);
  else waiting.reject(new Error(message.message));
}
