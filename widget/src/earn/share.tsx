/** @jsxImportSource preact */
// A link of one's own to hand on: copied, sent with words that can be edited, through the phone's
// own sheet where there is one, or shown as a picture to scan.
import type { CardShare } from "../../contract/card.ts";
import type { Ui } from "../components/ui.ts";
import type { Sending } from "./sending.ts";

interface ShareProps {
  ui: Ui;
  share: CardShare;
  sending: Sending;
}

export const Share = ({ ui, share, sending }: ShareProps) => {
  const { t, model, state, links } = ui;
  const url = new URL(share.url, location.href).href;
  const copying = state.copying?.code === url ? state.copying.result : undefined;
  return (
    <>
      <div class="code link">
        <code>{url}</code>
        <button
          class="plain"
          onClick={() => {
            void model.copy(url);
            sending.shared(share, "copy");
          }}
        >
          {copying === "copied" ? t("copied") : share.copyLabel}
        </button>
      </div>
      <p class={copying === "copy_failed" ? undefined : "unseen"} role="status">
        {copying && t(copying)}
      </p>
      <label class="field">
        <span>{share.textLabel}</span>
        <textarea rows={3} defaultValue={share.text} />
      </label>
      <div class="row means">
        {"share" in navigator && (
          <button
            class="main"
            onClick={({ currentTarget }) => {
              // Who closes the sheet has shared nothing.
              navigator.share({ text: textBeside(currentTarget), url }).then(
                () => sending.shared(share, "native"),
                () => {},
              );
            }}
          >
            {share.label}
          </button>
        )}
        {share.channels.map(({ label, means, href }) => (
          <a
            class="plain"
            key={label}
            href={filled(href, share.text, url)}
            target="_blank"
            rel="noopener"
            onClick={({ currentTarget }) => {
              currentTarget.href = filled(href, textBeside(currentTarget), url);
              sending.shared(share, means);
            }}
          >
            {label}
          </a>
        ))}
      </div>
      <details>
        <summary>{share.qrLabel}</summary>
        <img class="qr" loading="lazy" src={`${links.root}/${share.qr}`} alt={url} />
      </details>
    </>
  );
};

/** As it was edited. */
const textBeside = (element: Element): string =>
  element.closest("article")?.querySelector("textarea")?.value ?? "";

const filled = (href: string, text: string, url: string): string =>
  href.replace("{text}", encodeURIComponent(text)).replace("{url}", encodeURIComponent(url));
