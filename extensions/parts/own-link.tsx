/** @jsxImportSource preact */
// The link of one's own to hand on, in the words of the panel.
import { useState } from "preact/hooks";
import type { ReferralView } from "../../widget/contract/thank-you.ts";
import { say } from "./say.ts";

const LINK_ID = "loyalty-own-link";

export const OwnLink = ({ referral }: { referral: ReferralView }) => {
  const [copied, setCopied] = useState<"yes" | "no" | null>(null);
  const { title, text, link, copyLabel } = referral;
  return (
    <s-section heading={title}>
      <s-stack gap="base">
        <s-paragraph>{text}</s-paragraph>
        <s-text-field
          label={title}
          labelAccessibilityVisibility="exclusive"
          readOnly
          value={link}
        />
        <s-clipboard-item
          id={LINK_ID}
          text={link}
          onCopy={() => setCopied("yes")}
          onCopyError={() => setCopied("no")}
        />
        <s-button command="--copy" commandFor={LINK_ID} variant="secondary">
          {copyLabel}
        </s-button>
        <s-stack accessibilityRole="status">
          {copied && <s-text>{say(copied === "yes" ? "copied" : "not_copied")}</s-text>}
        </s-stack>
      </s-stack>
    </s-section>
  );
};
