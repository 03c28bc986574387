// The admin's side of App Bridge: draws what the app describes, answers what it asks, keeps the
// address in step, and holds back navigation while something is unsaved.
import { framePath, resolveDestination } from "../../app-bridge/addresses.ts";
import type { AddressContext, Destination } from "../../app-bridge/addresses.ts";
import { readMessage, wrapMessage } from "../../app-bridge/protocol.ts";
import type {
  AppMessage,
  HostMessage,
  PickerQuestion,
  Question,
  RequestName,
  ScopesQuestion,
} from "../../app-bridge/protocol.ts";
import { drawNavMenu, drawTitleBar, markCurrentPage } from "./frame-navigation.ts";
import { LeaveGuard } from "./leave-guard.ts";
import { pickResources, type Resource } from "./resource-picker.ts";
import { askForScopes, type WishedScope } from "./scope-consent.ts";
import { ToastRack } from "./toasts.ts";

interface FrameFacts extends AddressContext {
  readonly base: string;
  readonly tokenAddress: string;
  readonly statusAddress: string;
  readonly resourcesAddress: string;
  readonly scopesAddress: string;
  readonly appName: string;
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
  readonly question?: Question;
}

async function answer({ id, name, question }: AppRequest): Promise<void> {
  try {
    send({ kind: "answer", id, value: await answerTo(name, question) });
  } catch (error) {
    send({ kind: "refusal", id, message: error instanceof Error ? error.message : String(error) });
  }
}

async function answerTo(name: RequestName, question?: Question): Promise<unknown> {
  if (question && "type" in question) return pick(question);
  if (question) return name === "requestScopes" ? wish(question) : giveBack(question);
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

/** Asks the merchant for what is not granted yet; nobody is asked where nothing is missing. */
async function wish({ scopes }: ScopesQuestion): Promise<unknown> {
  const asked = await askServer(`${facts.scopesAddress}/wish`, "POST", { scopes });
  const missing = asked["missing"] as WishedScope[];
  if (missing.length === 0) return { result: "granted-all", detail: asked["detail"] };
  const agreed = await askForScopes(facts.appName, missing);
  if (!agreed) return { result: "declined-all", detail: asked["detail"] };
  const granted = await askServer(`${facts.scopesAddress}/grant`, "POST", { scopes });
  return { result: "granted-all", detail: granted["detail"] };
}

async function giveBack({ scopes }: ScopesQuestion): Promise<unknown> {
  const { error, detail } = await askServer(`${facts.scopesAddress}/revoke`, "POST", { scopes });
  if (typeof error === "string") throw new Error(error);
  return { detail };
}

async function askServer(
  address: string,
  method: string,
  body?: unknown,
): Promise<Record<string, unknown>> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(address, { method, ...content });
  const answered = (await response.json()) as Record<string, unknown>;
  // A rule of the store is told in its own sentence.
  if (response.status === 422) throw new Error(String(answered["error"]));
  if (!response.ok) throw new Error(`The admin answered ${response.status} at ${address}.`);
  return answered;
}

guard.watchLinks();
