/** @jsxImportSource preact */
// One card as the app describes it: what it says, and what can be done with it.
import { useId, useState } from "preact/hooks";
import type { Card, CardCode, CardLink, CardShare } from "../../widget/contract/card.ts";
import { CardForm } from "./card-form.tsx";
import { say } from "./say.ts";
import type { Sent } from "./sent.ts";

export interface CardViewProps {
  card: Card;
  /** Where paths of the store lead on from. */
  storeUrl: string;
  sent: Sent | undefined;
  send: (path: string, values: Record<string, string>) => void;
  /** Tells the app what happened; nobody reads its answer. */
  tell: (path: string, values: Record<string, string>) => void;
}

export const CardView = (props: CardViewProps) => {
  const { card, sent } = props;
  const { title, text, worth, note, isDone } = card;
  return (
    <s-section heading={title}>
      <s-stack gap="base">
        {worth !== undefined && !isDone && <s-badge>{worth}</s-badge>}
        {text !== "" && <s-paragraph>{text}</s-paragraph>}
        <Action {...props} />
        <s-stack accessibilityRole="status">{sent && <Said sent={sent} />}</s-stack>
        {note !== null && <s-paragraph color="subdued">{note}</s-paragraph>}
      </s-stack>
    </s-section>
  );
};

/** What became of it, where it is not said at a field. */
export const Said = ({ sent }: { sent: Sent }) => {
  switch (sent.step) {
    case "working":
      return null;
    case "unanswered":
      return <s-banner tone="critical">{say("failed")}</s-banner>;
    case "taken":
      return sent.message === "" ? null : <s-banner tone="success">{sent.message}</s-banner>;
    case "refused":
      return sent.field === undefined ? <s-banner tone="warning">{sent.message}</s-banner> : null;
  }
};

const Action = (props: CardViewProps) => {
  const { card, sent, send, storeUrl, tell } = props;
  const { action } = card;
  if (action === null) return null;
  switch (action.kind) {
    case "form":
      return (
        <CardForm
          // What the app knows now takes the place of what was entered.
          key={action.fields.map(({ value }) => value).join()}
          title={card.title}
          form={action}
          sent={sent}
          send={(values) => send(action.path, values)}
        />
      );
    case "link":
      return <Link link={action} storeUrl={storeUrl} send={send} />;
    case "share":
      return <Share title={card.title} share={action} storeUrl={storeUrl} tell={tell} />;
    case "code":
      return <Code code={action} />;
  }
};

interface LinkProps extends Pick<CardViewProps, "storeUrl" | "send"> {
  link: CardLink;
}

const Link = ({ link: { href, label, path }, storeUrl, send }: LinkProps) => (
  <s-button
    href={new URL(href, storeUrl).href}
    target={href.startsWith("http") ? "_blank" : "auto"}
    variant="secondary"
    onClick={() => {
      if (path !== null) send(path, {});
    }}
  >
    {label}
  </s-button>
);

interface ShareProps extends Pick<CardViewProps, "storeUrl" | "tell"> {
  title: string;
  share: CardShare;
}

const Share = ({ title, share, storeUrl, tell }: ShareProps) => {
  const [copied, setCopied] = useState<boolean>();
  const linkId = useId();
  const { text, copyLabel, channels, path, qrLabel } = share;
  const url = new URL(share.url, storeUrl).href;
  return (
    <s-stack gap="base">
      <s-text-field label={title} labelAccessibilityVisibility="exclusive" readOnly value={url} />
      <s-clipboard-item
        id={linkId}
        text={url}
        onCopy={() => {
          setCopied(true);
          tell(path, { means: "copy" });
        }}
        onCopyError={() => setCopied(false)}
      />
      <s-stack direction="inline" gap="base">
        <s-button command="--copy" commandFor={linkId} variant="secondary">
          {copyLabel}
        </s-button>
        {channels.map(({ label, href, means }) => (
          <s-link
            key={label}
            href={filled(href, text, url)}
            target="_blank"
            onClick={() => tell(path, { means })}
          >
            {label}
          </s-link>
        ))}
      </s-stack>
      <s-stack accessibilityRole="status">
        {copied !== undefined && <s-text>{say(copied ? "copied" : "not_copied")}</s-text>}
      </s-stack>
      <s-details>
        <s-summary>{qrLabel}</s-summary>
        <s-qr-code content={url} accessibilityLabel={url} />
      </s-details>
    </s-stack>
  );
};

const filled = (href: string, text: string, url: string): string =>
  href.replace("{text}", encodeURIComponent(text)).replace("{url}", encodeURIComponent(url));

const Code = ({ code: { label, code, scans, hint } }: { code: CardCode }) => (
  <s-stack gap="small">
    <s-qr-code content={scans} accessibilityLabel={label} />
    <s-text type="strong">{code}</s-text>
    {hint !== null && <s-text color="subdued">{hint}</s-text>}
  </s-stack>
);
