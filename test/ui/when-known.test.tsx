// A part that waits for the server stands in the server's page as what is shown meanwhile, and
// takes changes at any moment of coming to life.
import { Window } from "happy-dom";
import { act, createElement, useEffect, useState, type ReactNode } from "react";
import { renderToPipeableStream } from "react-dom/server";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WhenKnown } from "../../app/ui/when-known.tsx";

let view: Window;

beforeEach(() => {
  view = new Window();
  vi.stubGlobal("window", view);
  vi.stubGlobal("document", view.document);
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
});
afterEach(() => vi.unstubAllGlobals());

/** Changes what surrounds the part as soon as it lives, as a page does that asks the admin. */
function Page({ promise }: { promise: Promise<string> }): ReactNode {
  const [state, setState] = useState("unknown");
  useEffect(() => setState("known"), []);
  return createElement(WhenKnown<string>, {
    promise,
    whileUnknown: createElement("p", null, `Loading, ${state}`),
    whenFailed: createElement("p", null, "Failed"),
    children: (value) => createElement("p", null, `${value}, ${state}`),
  });
}

/** The page as the server sends it before the answer is there. */
async function serverPage(promise: Promise<string>): Promise<string> {
  const body = new PassThrough();
  const { pipe } = renderToPipeableStream(createElement(Page, { promise }), {
    onShellReady: () => void pipe(body),
  });
  return text(body);
}

test("the server's page is whole without the answer", async () => {
  const html = await serverPage(new Promise(() => undefined));
  expect(html).toBe("<p>Loading, unknown</p>");
});

test("a change while the answer is awaited draws nothing anew, and the answer follows", async () => {
  const { hydrateRoot } = await import("react-dom/client");
  let answer: (value: string) => void = () => undefined;
  const promise = new Promise<string>((resolve) => (answer = resolve));
  const root = view.document.createElement("div");
  view.document.body.append(root);
  root.innerHTML = await serverPage(promise);
  const problems: unknown[] = [];
  await act(async () => {
    hydrateRoot(root as unknown as Element, createElement(Page, { promise }), {
      onRecoverableError: (error) => problems.push(error),
    });
  });
  expect(root.textContent).toBe("Loading, known");
  await act(async () => answer("42 issued"));
  expect(root.textContent).toBe("42 issued, known");
  expect(problems).toEqual([]);
});

test("what cannot be loaded is told", async () => {
  const { hydrateRoot } = await import("react-dom/client");
  const promise = Promise.reject(new Error("no answer"));
  promise.catch(() => undefined);
  const root = view.document.createElement("div");
  view.document.body.append(root);
  root.innerHTML = "<p>Loading, unknown</p>";
  await act(async () => {
    hydrateRoot(root as unknown as Element, createElement(Page, { promise }));
  });
  expect(root.textContent).toBe("Failed");
});
