/** @jsxImportSource preact */
// A code to take away: copied in one press, or carried into the cart by Shopify's discount link.
import type { Ui } from "../components/ui.ts";

interface CodeBoxProps {
  ui: Ui;
  code: string;
  /** A gift card is entered when paying: no link brings it into the cart. */
  isDiscount: boolean;
}

export const CodeBox = ({ ui: { t, model, state, links }, code, isDiscount }: CodeBoxProps) => {
  const { copying } = state;
  const result = copying?.code === code ? copying.result : undefined;
  return (
    <>
      <div class="code">
        <code>{code}</code>
        <button class="plain" onClick={() => model.copy(code)}>
          {t(result === "copied" ? "copied" : "copy")}
        </button>
      </div>
      <p class={result === "copy_failed" ? undefined : "unseen"} role="status">
        {result && t(result)}
      </p>
      {isDiscount && (
        <a
          class="main"
          href={`/discount/${encodeURIComponent(code)}?redirect=${encodeURIComponent(links.cart)}`}
        >
          {t("apply")}
        </a>
      )}
    </>
  );
};
