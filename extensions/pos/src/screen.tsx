/** @jsxImportSource preact */
// A whole screen of the till, which says so where the app cannot be asked.
import type { ComponentChild } from "preact";
import { say } from "../../parts/say.ts";
import { show } from "../../parts/show.tsx";

export function showScreen(content: ComponentChild): void {
  show(framed(content), (again) => framed(<Unreachable again={again} />));
}

const framed = (content: ComponentChild) => (
  <s-page heading={say("title")}>
    <s-scroll-box>{content}</s-scroll-box>
  </s-page>
);

export const Unreachable = ({ again }: { again: () => void }) => (
  <s-stack gap="base">
    <s-banner heading={say("unreachable")} tone="warning" />
    <s-button onClick={again}>{say("try_again")}</s-button>
  </s-stack>
);
