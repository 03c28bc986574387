/** @jsxImportSource preact */
// The codes that the member holds: to be applied, taken off, or given back for points.
import type { CheckoutVoucher } from "../../../widget/contract/checkout.ts";
import { day, say } from "../../parts/say.ts";
import { useSignal } from "../../parts/signal.ts";
import { isAmong } from "./enter-code.ts";
import { host } from "./host.ts";
import { apply, giveBack, remove } from "./redeeming.ts";
import type { Acts } from "./use-acts.ts";
import { useLeftOut } from "./use-left-out.ts";

interface CodesProps {
  vouchers: readonly CheckoutVoucher[];
  acts: Acts;
}

export const Codes = ({ vouchers, acts }: CodesProps) => {
  const entered = useSignal(host().discountCodes);
  useLeftOut(vouchers, entered, acts);
  if (vouchers.length === 0) return null;
  return (
    <s-stack gap="base">
      <s-heading>{say("your_codes")}</s-heading>
      {vouchers.map((voucher) => (
        <Code
          key={voucher.id}
          voucher={voucher}
          isEntered={isAmong(entered, voucher.code)}
          acts={acts}
        />
      ))}
    </s-stack>
  );
};

interface CodeProps {
  voucher: CheckoutVoucher;
  isEntered: boolean;
  acts: Acts;
}

const Code = ({ voucher, isEntered, acts: { busy, act } }: CodeProps) => {
  const { id, code, name, note, lastDay, isFromCheckout } = voucher;
  const until = lastDay === null ? "" : say("valid_until", { day: day(lastDay) });
  const small = [code, note, isFromCheckout ? "" : until].filter((text) => text !== "").join(" · ");
  const button = (word: string, doing: string, work: Parameters<typeof act>[1]) => (
    <s-button
      variant="secondary"
      accessibilityLabel={`${say(word)}: ${name}`}
      loading={busy === doing}
      disabled={busy !== null && busy !== doing}
      onClick={() => act(doing, work)}
    >
      {say(word)}
    </s-button>
  );
  return (
    <s-stack gap="small">
      <s-text type="strong">{name}</s-text>
      <s-text color="subdued">{small}</s-text>
      <s-stack direction="inline" gap="small">
        {isEntered
          ? button("remove", `remove/${id}`, () => remove(voucher))
          : button("apply", `apply/${id}`, () => apply(voucher))}
        {isFromCheckout && !isEntered && button("give_back", `back/${id}`, () => giveBack(voucher))}
      </s-stack>
    </s-stack>
  );
};
