/** @jsxImportSource preact */
// The screen behind the tile: for the cart's customer, or for somebody who says who they are.
import { render } from "preact";
import { say } from "../../parts/say.ts";
import { Joining } from "./joining.tsx";
import { useCartCustomer } from "./host.ts";
import { Till } from "./till.tsx";

export default async function cartScreen(): Promise<void> {
  render(<CartScreen />, document.body);
}

const CartScreen = () => {
  const customer = useCartCustomer();
  return (
    <s-page heading={say("title")}>
      <s-scroll-box>
        {customer === null ? <Joining /> : <Till key={customer} customer={customer} />}
      </s-scroll-box>
    </s-page>
  );
};
