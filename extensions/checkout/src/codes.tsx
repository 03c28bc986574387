/** @jsxImportSource preact */
// The codes that the member holds: to be applied, taken off, or given back for points.
import type { CheckoutVoucher } from "../../../widget/contract/checkout.ts";
import { day, say } from "../../parts/say.ts";
import { useSignal } from "../../parts/signal.ts";
import { isAmong } from "./enter-code.ts";
import { host } from "./host.ts";
import { Outcome } from "./outcome.tsx";
import { apply, giveBack, remove } from "./redeeming.ts";
import { type Acts, isUnderWay } from "./use-acts.ts";
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

const Code = ({ voucher, isEntered, acts: { busy, told, act } }: CodeProps) => {
  const { id, code, name, note, lastDay, isFromCheckout } = voucher;
  const until = lastDay === null ? "" : say("valid_until", { day: day(lastDay) });
  const small = [code, note, isFromCheckout ? "" : until].filter((text) => text !== "").join(" · ");
  const button = (word: string, work: Parameters<typeof act>[1]) => {
    const doing = { row: id, word };
    return (
      <s-button
        variant="secondary"
        accessibilityLabel={`${say(word)}: ${name}, ${code}`}
        loading={isUnderWay(busy, doing)}
        disabled={busy !== null && !isUnderWay(busy, doing)}
        onClick={() => act(doing, work)}
      >
        {say(word)}
      </s-button>
    );
  };
  return (
    <s-stack gap="small">
      <s-text type="strong">{name}</s-text>
      <s-text color="subdued">{small}</s-text>
      <s-stack direction="inline" gap="small">
        {isEntered
          ? button("remove", () => remove(voucher))
          : button("apply", () => apply(voucher))}
        {isFromCheckout && !isEntered && button("give_back", () => giveBack(voucher))}
      </s-stack>
      <Outcome told={told} row={id} />
    </s-stack>
  );
};
