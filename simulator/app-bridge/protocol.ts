// What the embedded app and the admin frame say to each other. Every message travels by postMessage
// between two known origins and carries the mark, so that other traffic on the channel is ignored.

export const MESSAGE_MARK = "simulated-admin";

export interface NavMenuItem {
  readonly label: string;
  readonly href: string;
  readonly isHome: boolean;
}

export interface ActionButton {
  readonly key: string;
  readonly label: string;
  readonly isDisabled: boolean;
  readonly isLoading: boolean;
  readonly isPrimary: boolean;
  readonly isCritical: boolean;
}

export interface TitleBarState {
  readonly title: string;
  readonly breadcrumb: ActionButton | null;
  readonly actions: readonly ActionButton[];
}

export interface SaveBarState {
  readonly isVisible: boolean;
  readonly save: ActionButton;
  readonly discard: ActionButton;
  readonly asksBeforeDiscard: boolean;
}

export interface ToastState {
  readonly id: string;
  readonly message: string;
  readonly isError: boolean;
  readonly durationMs: number;
  readonly action: string | null;
}

export type RequestName =
  | "idToken"
  | "leaveConfirmation"
  | "extensions"
  | "scopes"
  | "user"
  | "resourcePicker"
  | "requestScopes"
  | "revokeScopes";

export type ResourceType = "product" | "variant" | "collection";

/** What the picker of resources is opened with. */
export interface PickerQuestion {
  readonly type: ResourceType;
  readonly action: "add" | "select";
  /** At most so many; one: choosing another takes the place of the first. */
  readonly limit: number;
  readonly query: string;
  readonly chosenIds: readonly string[];
}

/** Which scopes an app wants, or gives back. */
export interface ScopesQuestion {
  readonly scopes: readonly string[];
}

export type Question = PickerQuestion | ScopesQuestion;

export type AppMessage =
  | { readonly kind: "hello"; readonly path: string }
  | { readonly kind: "location"; readonly path: string; readonly title: string }
  | { readonly kind: "nav-menu"; readonly items: readonly NavMenuItem[] }
  | { readonly kind: "title-bar"; readonly state: TitleBarState | null }
  | { readonly kind: "save-bar"; readonly state: SaveBarState | null }
  | { readonly kind: "toast-show"; readonly toast: ToastState }
  | { readonly kind: "toast-hide"; readonly id: string }
  | { readonly kind: "loading"; readonly isLoading: boolean }
  | { readonly kind: "modal"; readonly isOpen: boolean }
  | { readonly kind: "leave"; readonly address: string; readonly target: string }
  | {
      readonly kind: "request";
      readonly id: string;
      readonly name: RequestName;
      readonly question?: Question;
    };

export type HostMessage =
  | { readonly kind: "answer"; readonly id: string; readonly value: unknown }
  | { readonly kind: "refusal"; readonly id: string; readonly message: string }
  | { readonly kind: "navigate"; readonly href: string }
  | { readonly kind: "press"; readonly area: "title-bar" | "save-bar"; readonly key: string }
  | { readonly kind: "toast-event"; readonly id: string; readonly event: "action" | "dismiss" };

export interface Envelope<Message> {
  readonly mark: typeof MESSAGE_MARK;
  readonly message: Message;
}

export function wrapMessage<Message>(message: Message): Envelope<Message> {
  return { mark: MESSAGE_MARK, message };
}

export interface ReceivedMessage {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
}

/** The message inside, or null when it came from elsewhere or is not ours. */
export function readMessage<Message extends { kind: string }>(
  received: ReceivedMessage,
  expected: { readonly origin: string; readonly source: unknown },
): Message | null {
  if (received.origin !== expected.origin || received.source !== expected.source) return null;
  const data = received.data;
  if (typeof data !== "object" || data === null) return null;
  if (!("mark" in data) || data.mark !== MESSAGE_MARK || !("message" in data)) return null;
  const message = data.message;
  if (typeof message !== "object" || message === null) return null;
  if (!("kind" in message) || typeof message.kind !== "string") return null;
  return message as Message;
}
