// What the panel fetches later draws with the panel's Preact.
import { Fragment } from "preact";
import { jsx } from "preact/jsx-runtime";
import { expect, test } from "vitest";
import * as borrowed from "../../widget/src/borrowed-jsx.ts";

test("what was lent draws everything afterwards", () => {
  expect(() => borrowed.jsx("p", {})).toThrow("not a function");
  borrowed.borrowJsx({ jsx, Fragment });
  expect([borrowed.jsx, borrowed.jsxs, borrowed.Fragment]).toEqual([jsx, jsx, Fragment]);
});
