// Where a friend's link leads: the theme block that names the offer. This script turns the link's
// code into a visit, keeps it for the next visits, and sends the form. Nothing is kept of people
// who come without a code.
import type { ClaimAnswer, FriendShown, VisitAnswer } from "../contract/referral.ts";
import { deviceId, knownDevice } from "./device-id.ts";
import { findLink, forget, remember } from "./friend-memory.ts";
import type { KeptLink } from "./friend-memory.ts";

const TIMEOUT_MS = 12_000;
const page = document;

const partOf = <Kind extends HTMLElement>(block: HTMLElement, name: string) =>
  block.querySelector<Kind>(`[data-friend=${name}]`);

const write = (block: HTMLElement, name: string, text: string): void => {
  partOf(block, name)?.replaceChildren(text);
};

const ask = async <Answer>(
  { dataset: { root, locale } }: HTMLElement,
  path: string,
  body: object,
): Promise<Answer> => {
  const response = await fetch(`${root}/referral/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...body, locale }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`${path} ${response.status}`);
  return (await response.json()) as Answer;
};

/** Styles show what belongs to the state; each part is there from the beginning. */
const show = (
  block: HTMLElement,
  { card, message = "", voucher }: FriendShown & { message?: string },
): void => {
  write(block, "title", card.title);
  write(block, "text", card.text);
  write(block, "note", card.note ?? "");
  // Where both are one sentence it is said once.
  const isTitle = message === card.title;
  write(block, "said", isTitle ? "" : message);
  if (voucher) {
    write(block, "code", voucher.code);
    const { start = "/" } = block.dataset;
    const address = `/discount/${encodeURIComponent(voucher.code)}?redirect=${start}`;
    partOf(block, "use")?.setAttribute("href", address);
  }
  block.dataset["state"] = voucher ? "voucher" : card.action ? "asks" : "waits";
  if (message) partOf(block, isTitle ? "title" : "said")?.focus();
};

const refuse = (block: HTMLElement, message: string, field?: string): void => {
  write(block, "said", message);
  const email = partOf(block, "email");
  email?.setAttribute("aria-invalid", `${!!field}`);
  (field ? email : partOf(block, "said"))?.focus();
};

/** The visit's id; nothing where the link does not hold. */
const visit = async (block: HTMLElement, kept: KeptLink): Promise<string | undefined> => {
  const body = { code: kept.code, visit: kept.visit ?? null, device: knownDevice() };
  const answer = await ask<VisitAnswer>(block, "visit", body);
  if ("refused" in answer) {
    if (answer.refused !== "too_many") forget();
    refuse(block, answer.message);
    block.dataset["state"] = "over";
    return undefined;
  }
  remember({ code: kept.code, visit: answer.visit });
  show(block, answer);
  return answer.visit;
};

const start = (block: HTMLElement): void => {
  const kept = findLink();
  if (!kept) {
    // The theme editor shows the form: its place and colours are what a merchant is looking at.
    block.dataset["state"] ??= "none";
    return;
  }
  // What Liquid painted stays while the app is away: the form tries again.
  let visiting = visit(block, kept).catch(() => undefined);
  const claim = async () => {
    visiting = visiting.then((id) => id ?? visit(block, kept));
    const id = await visiting;
    if (!id) return;
    const email = partOf<HTMLInputElement>(block, "email")?.value;
    const answer = await ask<ClaimAnswer>(block, "claim", {
      visit: id,
      email,
      device: deviceId(),
    });
    if ("refused" in answer) refuse(block, answer.message, answer.field);
    else show(block, answer);
  };
  const form = partOf<HTMLFormElement>(block, "form");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    claim()
      .catch(() => {
        visiting = Promise.resolve(undefined);
        refuse(block, block.dataset["failed"] ?? "");
      })
      .finally(() => {
        form.ariaBusy = "false";
      })
      .catch(() => {});
  });
};

const begin = ({ target }: { target: EventTarget | null }): void =>
  (target as ParentNode).querySelectorAll<HTMLElement>("[data-regulars-friend]").forEach(start);

if (page.readyState === "loading") page.addEventListener("DOMContentLoaded", begin);
else begin({ target: page });
// What the theme editor draws again is new to us.
page.addEventListener("shopify:section:load", begin);
