// The admin's side of App Bridge: draws what the app describes, answers what it asks, keeps the
// address in step, and holds back navigation while something is unsaved.
import { framePath, resolveDestination } from "../../app-bridge/addresses.ts";
import type { AddressContext, Destination } from "../../app-bridge/addresses.ts";
import { readMessage, wrapMessage } from "../../app-bridge/protocol.ts";
import type {
  AppMessage,
  HostMessage,
  PickerQuestion,
  RequestName,
} from "../../app-bridge/protocol.ts";
import { drawNavMenu, drawTitleBar, markCurrentPage } from "./frame-navigation.ts";
import { LeaveGuard } from "./leave-guard.ts";
import { pickResources, type Resource } from "./resource-picker.ts";
import { ToastRack } from "./toasts.ts";

interface FrameFacts extends AddressContext {
  readonly base: string;
  readonly tokenAddress: string;
  readonly statusAddress: string;
  readonly resourcesAddress: string;
}

function element<Kind extends HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The frame has no element #${id}.`);
  return found as Kind;
}

const facts = JSON.parse(element("frame-facts").textContent ?? "") as FrameFacts;
const frame = element<HTMLIFrameElement>("app");

const send = (message: HostMessage): void => {
  frame.contentWindow?.postMessage(wrapMessage(message), facts.appOrigin);
};
const guard = new LeaveGuard((key) => send({ kind: "press", area: "save-bar", key }));
const toasts = new ToastRack(element("toasts"), (id, event) =>
  send({ kind: "toast-event", id, event }),
);

window.addEventListener("message", (event) => {
  const expected = { origin: facts.appOrigin, source: frame.contentWindow };
  const message = readMessage<AppMessage>(event, expected);
  if (message) receive(message);
});

function receive(message: AppMessage): void {
  switch (message.kind) {
    case "hello":
      startPage();
      return;
    case "location":
      showLocation(message.path);
      return;
    case "nav-menu":
      drawNavMenu(element("app-menu"), message.items, facts.base, openInApp);
      return;
    case "title-bar":
      drawTitleBar(message.state, (key) => send({ kind: "press", area: "title-bar", key }));
      return;
    case "save-bar":
      guard.show(message.state);
      return;
    case "toast-show":
      toasts.show(message.toast);
      return;
    case "toast-hide":
      toasts.hide(message.id);
      return;
    case "loading":
      showLoading(message.isLoading);
      return;
    case "modal":
      document.body.classList.toggle("dimmed", message.isOpen);
      return;
    case "leave":
      void leave(message.address, message.target);
      return;
    case "request":
      void answer(message);
  }
}

/** A new page of the app begins without what the last one left in the frame. */
function startPage(): void {
  guard.show(null);
  drawTitleBar(null, () => undefined);
  document.body.classList.remove("dimmed");
  showLoading(false);
}

function showLocation(path: string): void {
  const address = framePath(facts.handle, path);
  if (location.pathname + location.search + location.hash !== address) {
    history.replaceState(null, "", address);
  }
  markCurrentPage(element("app-menu"), facts.base);
}

function showLoading(isLoading: boolean): void {
  const progress = element("progress");
  progress.hidden = !isLoading;
  progress.classList.toggle("busy", isLoading);
}

function openInApp(href: string): void {
  void guard.confirm().then(() => send({ kind: "navigate", href }));
}

async function leave(address: string, target: string): Promise<void> {
  const destination = resolveDestination(address, facts);
  const place = addressOf(destination);
  if (target !== "_top" && target !== "_parent" && target !== "_self") {
    window.open(place, "_blank", "noopener");
    return;
  }
  await guard.confirm();
  guard.release();
  location.assign(place);
}

function addressOf(destination: Destination): string {
  if (destination.place === "app") return framePath(facts.handle, destination.path);
  return destination.address;
}

interface AppRequest {
  readonly id: string;
  readonly name: RequestName;
  readonly question?: PickerQuestion;
}

async function answer({ id, name, question }: AppRequest): Promise<void> {
  try {
    send({ kind: "answer", id, value: await answerTo(name, question) });
  } catch (error) {
    send({ kind: "refusal", id, message: error instanceof Error ? error.message : String(error) });
  }
}

async function answerTo(name: RequestName, question?: PickerQuestion): Promise<unknown> {
  if (name === "resourcePicker" && question) return pick(question);
  if (name === "leaveConfirmation") return guard.confirm();
  if (name === "idToken") {
    const answered = await askServer(facts.tokenAddress, "POST");
    return answered["token"];
  }
  const status = await askServer(facts.statusAddress, "GET");
  return status[name];
}

async function pick(question: PickerQuestion): Promise<unknown> {
  const listed = await askServer(`${facts.resourcesAddress}/${question.type}`, "GET");
  return pickResources(question, listed["resources"] as Resource[]);
}

async function askServer(address: string, method: string): Promise<Record<string, unknown>> {
  const response = await fetch(address, { method });
  if (!response.ok) throw new Error(`The admin answered ${response.status} at ${address}.`);
  return (await response.json()) as Record<string, unknown>;
}

guard.watchLinks();
