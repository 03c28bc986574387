/** @jsxImportSource preact */
// The screen behind the tile: for the cart's customer, or for somebody who says who they are.
import { Joining } from "./joining.tsx";
import { useCartCustomer } from "./host.ts";
import { showScreen } from "./screen.tsx";
import { Till } from "./till.tsx";

export default async function cartScreen(): Promise<void> {
  showScreen(<CartScreen />);
}

const CartScreen = () => {
  const customer = useCartCustomer();
  return customer === null ? <Joining /> : <Till key={customer} customer={customer} />;
};
