/** @jsxImportSource preact */
// A whole screen of the till, which says so where the app cannot be asked.
import type { ComponentChildren } from "preact";
import { say } from "../../parts/say.ts";
import { show } from "../../parts/show.tsx";

export function showScreen(content: ComponentChildren): void {
  show(<Screen>{content}</Screen>, (again) => (
    <Screen>
      <Unreachable again={again} />
    </Screen>
  ));
}

const Screen = ({ children }: { children: ComponentChildren }) => (
  <s-page heading={say("title")}>
    <s-scroll-box>{children}</s-scroll-box>
  </s-page>
);

export const Unreachable = ({ again }: { again: () => void }) => (
  <s-stack gap="base">
    <s-banner heading={say("unreachable")} tone="warning" />
    <s-button onClick={again}>{say("try_again")}</s-button>
  </s-stack>
);
