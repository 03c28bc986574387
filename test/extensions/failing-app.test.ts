// @vitest-environment happy-dom Every extension, at every place that it declares, while the app
// behind it fails: it says what is true or nothing, breaks nothing, and keeps nobody waiting.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type Opened,
  type Place,
  answeringJson,
  answeringWell,
  changedAnswers,
  failures,
  openPlace,
  otherShapes,
  ownTexts,
  places,
} from "./every-place.ts";
import { extensions } from "./extension-page.ts";

/** Longer waits nobody for a part of a page. */
const LONGEST_WAIT_MS = 10_000;
const LOOK_MS = 5;
/** What stands where something is still awaited, and on what cannot be used meanwhile. */
const WAITING = ["s-skeleton-paragraph", "s-spinner", "[loading]", "[disabled]"].join();

const CLAIMED = 's-banner[tone="success"]';
/** More than any place has to press, also where each press brings something new. */
const MOST_PRESSES = 20;
const laterFailures = [
  ...["never answers", "cannot be reached", "answers 500"].flatMap((name) => failures[name] ?? []),
  ...otherShapes.slice(-8).map(answeringJson),
];

let problems: unknown[] = [];
const note = (problem: unknown) => problems.push(problem);
const noteEvent = (event: Event) => note((event as ErrorEvent).error ?? event.type);
let place: Opened | undefined;

beforeEach(() => {
  problems = [];
  process.on("unhandledRejection", note);
  window.addEventListener("error", noteEvent);
});
afterEach(() => {
  close();
  process.off("unhandledRejection", note);
  window.removeEventListener("error", noteEvent);
});

function close(): void {
  place?.close();
  place = undefined;
}

function open(where: Place): Opened {
  close();
  place = openPlace(where);
  for (const level of ["error", "warn"] as const) {
    vi.spyOn(console, level).mockImplementation((...said) => note(said));
  }
  return place;
}

/** Rejections that nobody handles are told of at the end of a turn. */
const endOfTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Once the app was asked and has answered, or its time is over, and that is drawn. */
async function settled({ runOutOfTime, isAnswered }: Opened): Promise<void> {
  await endOfTurn();
  await vi.waitFor(
    () => {
      runOutOfTime();
      expect(isAnswered()).toBe(true);
      expect(document.body.querySelectorAll(WAITING)).toHaveLength(0);
    },
    { interval: LOOK_MS },
  );
  await endOfTurn();
}

/** What can be pressed or sent, besides what leads away. */
const controls = (): Element[] => [
  ...document.body.querySelectorAll(
    's-button:not([href], [command], [type="submit"]), s-link:not([href]), s-tile, s-form',
  ),
];

/** Everything that can be read, piece by piece. */
function read(): string[] {
  const said = [...document.body.querySelectorAll("*")].flatMap((element) => [
    ...[...element.childNodes].flatMap((node) =>
      node.nodeType === 3 ? (node.nodeValue ?? "") : "",
    ),
    ...["heading", "subheading", "label", "error"].map((name) => element.getAttribute(name) ?? ""),
  ]);
  return said.map((text) => text.trim()).filter((text) => text !== "");
}

function expectNoHarm(opened: Opened): void {
  expect(problems).toEqual([]);
  expect(opened.interceptions()).toBe(0);
  expect(read().join("\n")).not.toMatch(/undefined|null|NaN|\[object/);
}

test("there are extensions in checkout, after it, in accounts, in the admin and at the till", () => {
  const surfaces = new Set(places.map(({ target }) => target.split(".").slice(0, 2).join(".")));
  expect([...surfaces]).toEqual(
    expect.arrayContaining([
      "purchase.checkout",
      "purchase.thank-you",
      "customer-account.page",
      "customer-account.profile",
      "customer-account.order-status",
      "admin.customer-details",
      "pos.home",
      "pos.customer-details",
    ]),
  );
});

test.each([...new Set(places.map(({ folder }) => folder))])(
  "%s does not ask to be able to keep anybody from paying",
  (folder) => {
    const declared = readFileSync(join(extensions, folder, "shopify.extension.toml"), "utf8");
    expect(declared).not.toContain("block_progress");
  },
);

describe.each(places)("$folder at $target", (where) => {
  const texts = ownTexts(where.folder);
  const expectHonest = (opened: Opened) => {
    expectNoHarm(opened);
    expect(read().filter((text) => !texts.has(text))).toEqual([]);
  };

  test.each(Object.entries(failures))("says what is true where the app %s", async (_, failure) => {
    const opened = open(where);
    opened.answerBy(failure);
    await opened.render();
    await settled(opened);
    expectHonest(opened);
    expect(opened.longestWaitMs()).toBeLessThanOrEqual(LONGEST_WAIT_MS);
  });

  test("begins anew, whatever was said at another place before", async () => {
    for (const other of places) {
      const before = open(other);
      before.answerBy(answeringJson(null));
      await before.render();
      const opened = open(where);
      opened.answerBy(answeringJson(null));
      await opened.render();
      await settled(opened);
      expectHonest(opened);
    }
  });

  test("waits no longer for a host that does not say who asks, and asks nothing late", async () => {
    const opened = open(where);
    opened.answerBy(answeringWell);
    const sayWho = opened.leaveOpenWho();
    await opened.render();
    await vi.waitFor(() => {
      opened.runOutOfTime();
      expect(opened.longestWaitMs()).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      expect(document.body.querySelectorAll(WAITING)).toHaveLength(0);
    });
    expectHonest(opened);
    sayWho();
    await endOfTurn();
    expect(opened.questions()).toBe(0);
    expectHonest(opened);
  });

  test("says what is true where the app answers something else", async () => {
    for (const answer of otherShapes) {
      const opened = open(where);
      opened.answerBy(answeringJson(answer));
      await opened.render();
      await settled(opened);
      expectHonest(opened);
    }
  });

  test("breaks nothing where a part of the answer is not what it was", async () => {
    const asked = new Set<string>();
    const first = open(where);
    first.answerBy((path, signal) => {
      asked.add(path);
      return answeringWell(path, signal);
    });
    await first.render();
    await settled(first);
    expectNoHarm(first);
    // Of the answer, not of the extension's own.
    expect(read().filter((text) => !texts.has(text))).not.toEqual([]);
    for (const answer of [...asked].flatMap(changedAnswers)) {
      const opened = open(where);
      opened.answerBy(answeringJson(answer));
      await opened.render();
      await settled(opened);
      expectNoHarm(opened);
    }
  });

  test("claims no success, and can be used again, where the app fails later", async () => {
    for (const way of laterFailures) {
      const opened = open(where);
      opened.answerBy(answeringWell);
      await opened.render();
      await settled(opened);
      opened.answerBy(way);
      const used = new Set<Element>();
      for (let press = 0; press < MOST_PRESSES; press++) {
        const next = controls().find((control) => !used.has(control));
        if (next === undefined) break;
        used.add(next);
        const deeds = opened.deeds();
        next.dispatchEvent(new Event(next.localName === "s-form" ? "submit" : "click"));
        await settled(opened);
        expectNoHarm(opened);
        if (opened.deeds() === deeds) continue;
        expect(document.body.querySelectorAll(CLAIMED)).toHaveLength(0);
      }
    }
  });
});
