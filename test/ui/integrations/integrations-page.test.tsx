// What staff read of integrations: their keys, never a secret twice, and what came of events.
import { AppProvider } from "@shopify/polaris";
import translations from "@shopify/polaris/locales/en.json" with { type: "json" };
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import {
  IntegrationsPage,
  type IntegrationsPageProps,
} from "../../../app/ui/integrations/integrations-page.tsx";

const nothing = () => undefined;
const day = new Date("2026-03-01T12:00:00Z");

function textOf(changes: Partial<IntegrationsPageProps>): string {
  const page = createElement(IntegrationsPage, {
    integrations: [],
    events: [],
    form: null,
    made: null,
    busyId: null,
    problem: null,
    pointsName: { one: "Bean", other: "Beans" },
    timeZone: "Europe/Berlin",
    onNew: nothing,
    onDone: nothing,
    onRename: nothing,
    onRevoke: nothing,
    ...changes,
  });
  const markup = renderToStaticMarkup(
    createElement(AppProvider, { i18n: translations, children: page }),
  );
  return markup.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

const till: IntegrationsPageProps["integrations"][number] = {
  id: "1",
  name: "Till",
  kind: "api",
  scopes: ["events:write", "outcomes:read"],
  key: "rk_7_0197f3c21d9e7f539f1c0a8f1f1f2a77",
  createdAt: day,
  lastUsedAt: null,
  revokedAt: null,
};

const told: IntegrationsPageProps["events"][number] = {
  id: "1",
  integration: "Till",
  trigger: "custom",
  subject: "workshop",
  receivedAt: day,
  outcome: "granted",
  reason: null,
  points: 1_250,
  memberId: "m",
};

describe("the page of integrations", () => {
  it("says what they are for where there are none", () => {
    const text = textOf({});
    expect(text).toContain("Let other systems tell what members did");
    expect(text).not.toContain("What they told lately");
  });

  it("lists each with its key, what it may do, and when it was used", () => {
    const text = textOf({ integrations: [till, { ...till, id: "2", lastUsedAt: day }] });
    expect(text).toContain(`${till.key} May tell custom events, read what came of them`);
    expect(text).toContain("made Mar 1, 2026 · never used");
    expect(text).toContain("last used Mar 1, 2026, 1:00 PM");
    expect(text.match(/Revoke…/g)).toHaveLength(2);
  });

  it("lists what is revoked without anything to do about it", () => {
    const text = textOf({ integrations: [{ ...till, revokedAt: day }] });
    expect(text).toContain("Revoked");
    expect(text).not.toContain("Revoke…");
  });

  it("tells what came of events, and why nothing did", () => {
    const refused = { outcome: "refused", reason: "limit_reached", points: 0 } as const;
    const waiting = { outcome: null, memberId: null, points: 0 } as const;
    const text = textOf({
      integrations: [till],
      events: [
        told,
        { ...told, id: "2", ...refused },
        { ...told, id: "3", trigger: "review", subject: "R-1", ...waiting },
      ],
    });
    expect(text).toContain("Event workshop Success 1,250 Beans");
    expect(text).toContain("Nothing earned The limit of the way to earn is reached · Till");
    expect(text).toContain("Review R-1 Being settled");
    expect(text.match(/View member/g)).toHaveLength(2);
  });

  it("says of a new one with a secret of ours that it is shown this once", () => {
    const fields = [{ label: "Secret", value: "rs_x" }];
    const made = { name: "Till", fields, hasSecret: true };
    expect(textOf({ made })).toContain("Copy the secret now");
    const other = { name: "Reviews", fields, hasSecret: false };
    expect(textOf({ made: other })).toContain("where Judge.me asks for the webhook review/created");
  });
});
