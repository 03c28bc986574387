/** @jsxImportSource preact */
// The screen behind the block on a customer's page.
import { shownCustomer } from "./host.ts";
import { showScreen } from "./screen.tsx";
import { Till } from "./till.tsx";

export default async function customerScreen(): Promise<void> {
  showScreen(<Till customer={shownCustomer()} />);
}
