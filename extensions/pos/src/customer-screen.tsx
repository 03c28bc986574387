/** @jsxImportSource preact */
// The screen behind the block on a customer's page.
import { render } from "preact";
import { say } from "../../parts/say.ts";
import { shownCustomer } from "./host.ts";
import { Till } from "./till.tsx";

export default async function customerScreen(): Promise<void> {
  render(
    <s-page heading={say("title")}>
      <s-scroll-box>
        <Till customer={shownCustomer()} />
      </s-scroll-box>
    </s-page>,
    document.body,
  );
}
