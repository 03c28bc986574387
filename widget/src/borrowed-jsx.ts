// Stands in for Preact's JSX runtime in files that the panel fetches later: a second copy of the
// library would number its nodes anew, and the panel could take one of its nodes for another.
import type { Fragment as FragmentType, jsx as jsxType } from "preact/jsx-runtime";

export interface JsxRuntime {
  jsx: typeof jsxType;
  Fragment: typeof FragmentType;
}

// Live bindings: what was lent is seen by everything that is drawn after it.
export let jsx: JsxRuntime["jsx"];
export let jsxs: JsxRuntime["jsx"];
export let Fragment: JsxRuntime["Fragment"];

/** The panel lends its own; nothing may be drawn before. */
export const borrowJsx = (runtime: JsxRuntime): void => {
  ({ jsx, Fragment } = runtime);
  jsxs = jsx;
};
