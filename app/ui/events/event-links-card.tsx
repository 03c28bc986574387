// How people at the door check members in: in the admin, or behind a link of their own.
import { BlockStack, Button, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { formatDate } from "../format.ts";
import { SubmitForm } from "../submit-form.tsx";

export interface EventLinkView {
  id: string;
  label: string;
  createdAt: number;
  revokedAt: number | null;
  url: string;
  /** As a picture, to be read by a phone. */
  qr: string;
}

export interface EventLinksCardProps {
  eventId: string;
  links: EventLinkView[];
  timeZone: string;
  isOver: boolean;
  busy: string | null;
  problem: string | null;
  /** Grows with each link that was made. */
  made: number;
  onMake: (label: string) => void;
  onCopy: (url: string) => void;
  onRevoke: (link: EventLinkView) => void;
}

export function EventLinksCard(props: EventLinksCardProps) {
  const { eventId, links, isOver } = props;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Check-in
          </Text>
          <Text as="p" tone="subdued">
            Staff with access to the admin open the page here. Helpers without it get a link: it
            opens this event alone, until it ends or you revoke the link.
          </Text>
        </BlockStack>
        <InlineStack>
          <Button url={`/app/events/${eventId}/check-in`} disabled={isOver}>
            Open check-in
          </Button>
        </InlineStack>
        {links.length > 0 && (
          <ul className="regulars-rows">
            {links.map((link) => (
              <li key={link.id}>
                <EventLink {...props} link={link} />
              </li>
            ))}
          </ul>
        )}
        {!isOver && <NewLink key={props.made} {...props} />}
      </BlockStack>
    </Card>
  );
}

function NewLink({ busy, problem, onMake }: EventLinksCardProps) {
  const [label, setLabel] = useState("");
  return (
    <SubmitForm isSaving={busy !== null} onSubmit={() => onMake(label)}>
      <TextField
        id="link-label"
        label="New link for"
        value={label}
        onChange={setLabel}
        autoComplete="off"
        placeholder="Front door"
        connectedRight={
          <Button submit loading={busy === "new"}>
            Make link
          </Button>
        }
        {...(problem && { error: problem })}
      />
    </SubmitForm>
  );
}

type EventLinkProps = EventLinksCardProps & { link: EventLinkView };

function EventLink({ link, timeZone, isOver, busy, onCopy, onRevoke }: EventLinkProps) {
  const [isShown, setIsShown] = useState(false);
  const works = link.revokedAt === null && !isOver;
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="300">
        <BlockStack gap="050">
          <Text as="h3" variant="headingSm">
            {link.label}
          </Text>
          <Text as="p" variant="bodySm" tone="subdued">
            {link.revokedAt !== null
              ? `Revoked on ${formatDate(new Date(link.revokedAt), timeZone)}`
              : `Made on ${formatDate(new Date(link.createdAt), timeZone)}`}
          </Text>
        </BlockStack>
        {works && (
          <InlineStack gap="200">
            <Button
              onClick={() => onCopy(link.url)}
              accessibilityLabel={`Copy link: ${link.label}`}
            >
              Copy link
            </Button>
            <Button
              onClick={() => setIsShown(!isShown)}
              ariaExpanded={isShown}
              accessibilityLabel={`${isShown ? "Hide" : "Show"} link: ${link.label}`}
            >
              {isShown ? "Hide link" : "Show link"}
            </Button>
            <Button
              tone="critical"
              loading={busy === link.id}
              onClick={() => onRevoke(link)}
              accessibilityLabel={`Revoke: ${link.label}`}
            >
              Revoke
            </Button>
          </InlineStack>
        )}
      </InlineStack>
      {works && isShown && (
        <BlockStack gap="300">
          <TextField
            id={`link-${link.id}`}
            label={`Link for ${link.label}`}
            value={link.url}
            readOnly
            selectTextOnFocus
            autoComplete="off"
          />
          <img
            src={`data:image/svg+xml,${encodeURIComponent(link.qr)}`}
            alt={`QR code of the link for ${link.label}`}
            width={200}
            height={200}
          />
        </BlockStack>
      )}
    </BlockStack>
  );
}
