/** @jsxImportSource preact */
// A code to take away: copied in one press, or carried into the cart by Shopify's discount link.
import { useId, useState } from "preact/hooks";
import type { VoucherView } from "../../../widget/contract/voucher.ts";
import type { Ui } from "./ui.ts";

interface CodeProps {
  ui: Ui;
  voucher: VoucherView;
}

export const Code = ({ ui: { t, storeUrl }, voucher: { code, kind } }: CodeProps) => {
  const [result, setResult] = useState<"copied" | "copy_failed">();
  // The same code may stand in two places.
  const clipboardId = useId();
  if (code === null) return null;
  // A gift card is entered when paying: no link brings it into the cart.
  const isDiscount = kind !== "gift_card";
  const cart = encodeURIComponent("/cart");
  const href = `${storeUrl}/discount/${encodeURIComponent(code)}?redirect=${cart}`;
  return (
    <s-stack gap="small">
      <s-text type="strong">{code}</s-text>
      <s-clipboard-item
        id={clipboardId}
        text={code}
        onCopy={() => setResult("copied")}
        onCopyError={() => setResult("copy_failed")}
      />
      <s-stack direction="inline" gap="base">
        <s-button command="--copy" commandFor={clipboardId} variant="secondary">
          {t("copy")}
        </s-button>
        {isDiscount && (
          <s-button href={href} variant="secondary">
            {t("apply")}
          </s-button>
        )}
      </s-stack>
      <s-stack accessibilityRole="status">{result && <s-text>{t(result)}</s-text>}</s-stack>
    </s-stack>
  );
};
