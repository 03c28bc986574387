// Tiers by invitation: those that the member is invited to, what became of them, and another one.
import {
  Banner,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  FormLayout,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import type { WorthlessOffer } from "../core/tiers/evaluate-invitation.ts";
import { formatCalendarDate, formatDate } from "./format.ts";
import { SubmitForm } from "./submit-form.tsx";

export interface OpenInvitation {
  tierId: string;
  name: string;
  invitedAt: Date;
  /** The last day on which the tier would be held, as year-month-day; null for no end. */
  through: string | null;
  /** Why it cannot be accepted; null where it can. */
  worthless: WorthlessOffer | null;
}

export interface InvitationsView {
  open: OpenInvitation[];
  /** Those whose last day passed before anybody answered. */
  runOut: OpenInvitation[];
  /** The tiers that the member can be invited to. */
  invitable: { id: string; name: string }[];
}

export interface InvitationValues {
  tierId: string;
  /** The last day, as year-month-day; empty for no end. */
  through: string;
}

export type InvitationProblems = Partial<Record<keyof InvitationValues, string>>;

export type InvitationAnswer = "accepted" | "declined" | "withdrawn";

/** Takes the focus when what had it is gone. */
export const INVITATIONS_ID = "invitations";

export interface MemberInvitationsCardProps {
  invitations: InvitationsView;
  timeZone: string;
  /** What is typed; null while the form is closed. */
  values: InvitationValues | null;
  problems: InvitationProblems;
  /** Why the latest answer could not be given. */
  refusal: string | null;
  /** Something was done here: then the card stays, whatever is left in it. */
  isUsed: boolean;
  isSaving: boolean;
  onChange: (values: InvitationValues | null) => void;
  onSubmit: () => void;
  onAnswer: (invitation: OpenInvitation, answer: InvitationAnswer) => void;
}

export function MemberInvitationsCard(props: MemberInvitationsCardProps) {
  const { invitations, values, refusal, onChange } = props;
  const { open, runOut, invitable } = invitations;
  if (open.length + runOut.length === 0 && invitable.length === 0 && !props.isUsed) return null;
  const isOpen = (tier: { id: string }) => open.some(({ tierId }) => tierId === tier.id);
  return (
    <Card>
      <BlockStack gap="300">
        <div id={INVITATIONS_ID} tabIndex={-1}>
          <Text as="h2" variant="headingMd">
            Invitations
          </Text>
        </div>
        {refusal && (
          <Banner tone="warning">
            <p>{refusal}</p>
          </Banner>
        )}
        {open.length === 0 && (
          <Text as="p" tone="subdued">
            No invitation is open.
          </Text>
        )}
        {open.map((invitation) => (
          <Open key={invitation.tierId} {...props} invitation={invitation} />
        ))}
        {runOut.map((invitation) => (
          <RunOut key={invitation.tierId} {...props} invitation={invitation} />
        ))}
        {values ? (
          <InvitationForm {...props} values={values} />
        ) : (
          invitable.length > 0 && (
            <ButtonGroup>
              <Button onClick={() => onChange({ tierId: invitable[0]?.id ?? "", through: "" })}>
                {invitable.every(isOpen) ? "Invite anew…" : "Invite…"}
              </Button>
            </ButtonGroup>
          )
        )}
      </BlockStack>
    </Card>
  );
}

const whyWorthless: Readonly<Record<WorthlessOffer, string>> = {
  not_by_invitation: "The program no longer has this tier by invitation.",
  day_is_past: "Its last day has passed.",
  already_in_tier: "The member is in this tier by now.",
  already_higher: "The member is in a higher tier by now.",
};

type OpenProps = MemberInvitationsCardProps & { invitation: OpenInvitation };

function Open({ invitation, timeZone, isSaving, onAnswer }: OpenProps) {
  const { name, invitedAt, through, worthless } = invitation;
  const until = through === null ? "without end" : `until ${formatCalendarDate(through)}`;
  const button = (answer: InvitationAnswer, label: string) => (
    <Button
      onClick={() => onAnswer(invitation, answer)}
      disabled={isSaving}
      accessibilityLabel={`${label}: ${name}`}
    >
      {label}
    </Button>
  );
  return (
    <BlockStack gap="200">
      <BlockStack gap="050">
        <Text as="h3" variant="headingSm" breakWord>
          {name}
        </Text>
        <Text as="p">
          {`Invited on ${formatDate(invitedAt, timeZone)}. Would hold the tier ${until}.`}
        </Text>
        {worthless && (
          <Text as="p" tone="caution">
            {whyWorthless[worthless]}
          </Text>
        )}
      </BlockStack>
      <ButtonGroup>
        {!worthless && button("accepted", "They accept")}
        {!worthless && button("declined", "They decline")}
        {button("withdrawn", "Withdraw")}
      </ButtonGroup>
    </BlockStack>
  );
}

function RunOut({ invitation, timeZone }: OpenProps) {
  const { name, invitedAt, through } = invitation;
  const lastDay = through === null ? "" : ` on ${formatCalendarDate(through)}`;
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="headingSm" breakWord>
        {name}
      </Text>
      <Text as="p" tone="subdued">
        {`Invited on ${formatDate(invitedAt, timeZone)}. Ran out${lastDay}, without an answer.`}
      </Text>
    </BlockStack>
  );
}

type FormProps = MemberInvitationsCardProps & { values: InvitationValues };

function InvitationForm(props: FormProps) {
  const { invitations, values, problems, isSaving, onChange, onSubmit } = props;
  const isAnew = invitations.open.some(({ tierId }) => tierId === values.tierId);
  return (
    <SubmitForm {...{ isSaving, onSubmit }}>
      <FormLayout>
        <Select
          id="invitation-tier"
          label="Invite to"
          options={invitations.invitable.map(({ id, name }) => ({ value: id, label: name }))}
          value={values.tierId}
          onChange={(tierId) => onChange({ ...values, tierId })}
          {...(problems.tierId && { error: problems.tierId })}
        />
        <TextField
          id="invitation-through"
          label="Last day in the tier"
          type="date"
          value={values.through}
          onChange={(through) => onChange({ ...values, through })}
          autoComplete="off"
          helpText="Empty for no end. The invitation is over after this day, too."
          {...(problems.through && { error: problems.through })}
        />
        <Text as="p" tone="subdued">
          {isAnew
            ? "This takes the place of the open invitation. The member hears of it again."
            : "The member is in the tier once they have accepted, in the store or with you."}
        </Text>
        <ButtonGroup>
          <Button submit variant="primary" loading={isSaving}>
            Invite
          </Button>
          <Button onClick={() => onChange(null)}>Back</Button>
        </ButtonGroup>
      </FormLayout>
    </SubmitForm>
  );
}
