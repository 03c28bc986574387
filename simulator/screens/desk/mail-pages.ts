// The mail box: every message that reached the simulator's post office.
import type { Mail } from "../../model.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { deskDocument } from "./layout.ts";

const LISTED_MAILS = 200;
const SHOWN_FIRST = ["from", "to", "subject", "date", "message-id", "list-unsubscribe"];

export function mailListPage(mails: readonly Mail[], search: URLSearchParams): string {
  const wanted = (search.get("to") ?? "").trim().toLowerCase();
  const found = mails.filter(
    (mail) => wanted === "" || mail.to.join(" ").toLowerCase().includes(wanted),
  );
  const shown = found.toReversed().slice(0, LISTED_MAILS);
  return deskDocument({
    title: "Mail",
    current: "mail",
    content: html`<main id="main" class="page">
      <header>
        <h1>Mail</h1>
        <p class="soft">${found.length} ${found.length === 1 ? "message" : "messages"}</p>
      </header>
      <form method="get" role="search" class="row sheet">
        <div class="field">
          <label for="to">Sent to</label>
          <input id="to" name="to" type="search" value="${search.get("to")}" />
        </div>
        <button class="button quiet" type="submit">Search</button>
      </form>
      <div class="sheet flush">
        ${
          shown.length === 0
            ? html`<p class="empty">
                No mail${wanted && ` for “${wanted}”`}. Place an order and look again.
              </p>`
            : html`<ul class="mail-list">
                ${shown.map(mailRow)}
              </ul>`
        }
      </div>
    </main>`,
  });
}

function mailRow(mail: Mail): Html {
  return html`<li>
    <a href="/mail/${mail.id}"
      ><b>${mail.subject || "No subject"}</b>
      <time class="soft small" datetime="${mail.receivedAt}"
        >${readableMoment(mail.receivedAt)}</time
      >
      <span class="soft">to ${mail.to.join(", ")}</span></a
    >
  </li>`;
}

export function mailPage(mail: Mail): string {
  return deskDocument({
    title: mail.subject || "No subject",
    current: "mail",
    content: html`<main id="main" class="page">
      <p><a href="/mail">All mail</a></p>
      <header><h1>${mail.subject || "No subject"}</h1></header>
      <section class="sheet" aria-label="Envelope">
        <dl class="facts">
          <dt>From</dt>
          <dd>${mail.from}</dd>
          <dt>To</dt>
          <dd>${mail.to.join(", ")}</dd>
          <dt>Received</dt>
          <dd>${readableMoment(mail.receivedAt)}</dd>
        </dl>
      </section>
      ${
        mail.html !== null &&
        html`<section aria-labelledby="html">
          <h2 id="html">As the shopper sees it</h2>
          <iframe
            class="mail-view"
            sandbox="allow-scripts allow-popups"
            title="HTML part"
            src="/mail/${mail.id}/html"
          ></iframe>
        </section>`
      }
      <section class="sheet" aria-labelledby="text">
        <h2 id="text">Plain text</h2>
        ${mail.text !== null && html`<pre>${mail.text}</pre>`}
        ${mail.text === null && html`<p class="soft">This message has no plain-text part.</p>`}
      </section>
      <section class="sheet" aria-labelledby="headers">
        <h2 id="headers">Headers</h2>
        <dl class="facts">
          ${sortedHeaders(mail).map(
            ([name, value]) =>
              html`<dt class="mono">${name}</dt>
                <dd class="mono">${value}</dd>`,
          )}
        </dl>
      </section>
    </main>`,
  });
}

export function missingMailPage(): string {
  return deskDocument({
    title: "No such message",
    current: "mail",
    content: html`<main id="main" class="page">
      <h1>No such message</h1>
      <p>Only the newest messages are kept. <a href="/mail">See all of them</a>.</p>
    </main>`,
  });
}

function sortedHeaders(mail: Mail): [string, string][] {
  const rank = (name: string): number => {
    const index = SHOWN_FIRST.indexOf(name.toLowerCase());
    return index === -1 ? SHOWN_FIRST.length : index;
  };
  return Object.entries(mail.headers).toSorted(([a], [b]) => rank(a) - rank(b));
}

function readableMoment(iso: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(iso),
  );
}
