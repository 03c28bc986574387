/** @jsxImportSource preact */
// The tiers that the member is invited to, and what became of the latest answer.
import type { ComponentChildren } from "preact";
import type { InvitationRefusal, InvitationView } from "../../../widget/contract/invitation.ts";
import type { MemberPanelAnswer } from "../../../widget/contract/panel.ts";
import { Spoken } from "./spoken.tsx";
import type { Ui } from "./ui.ts";

/** The last word about an answer. */
type Said = "accepted" | "declined" | InvitationRefusal;

interface InvitationsProps {
  ui: Ui;
  answer: MemberPanelAnswer;
  /** What follows. */
  children: ComponentChildren;
}

export const Invitations = ({ ui, answer: { invitations }, children }: InvitationsProps) => {
  const { answering } = ui.state;
  const said =
    answering && ui.t(`said_${answering.step as Said}`, { tier: answering.invitation.name });
  return (
    <Spoken message={said && <s-banner>{said}</s-banner>}>
      {invitations.map((invitation) => (
        <Invitation key={invitation.tierId} ui={ui} invitation={invitation} />
      ))}
      {children}
    </Spoken>
  );
};

const Invitation = ({ ui, invitation }: { ui: Ui; invitation: InvitationView }) => {
  const { t, model, state } = ui;
  const { answering } = state;
  const { ask, keep, give } = model.invitations;
  const step = answering?.invitation.tierId === invitation.tierId ? answering.step : undefined;
  const isAsked = step === "ask";
  const isWorking = step === "working";
  return (
    <s-section heading={`${t("invitation_title")}: ${invitation.name}`}>
      <s-stack gap="base">
        <Gifts ui={ui} invitation={invitation} />
        <s-stack accessibilityRole="status">
          {isAsked && <s-paragraph>{t("invitation_sure")}</s-paragraph>}
          {step === "unanswered" && <s-paragraph>{t("failed_body")}</s-paragraph>}
        </s-stack>
        <s-stack direction="inline" gap="base">
          <s-button
            variant="primary"
            loading={isWorking}
            onClick={() => void give(invitation, isAsked ? "declined" : "accepted")}
          >
            {t(isAsked ? "invitation_decline" : "invitation_accept")}
          </s-button>
          <s-button
            variant="secondary"
            disabled={isWorking}
            onClick={() => (isAsked ? keep() : ask(invitation))}
          >
            {t(isAsked ? "not_now" : "invitation_decline")}
          </s-button>
        </s-stack>
      </s-stack>
    </s-section>
  );
};

const Gifts = ({ ui, invitation }: { ui: Ui; invitation: InvitationView }) => {
  const { lastDay, multiplier, gift, benefits } = invitation;
  const gifts = [
    ...(multiplier === null
      ? []
      : [ui.t("invitation_multiplier", { rate: ui.number(multiplier) })]),
    ...(gift > 0 ? [ui.t("invitation_gift", { points: ui.points(gift) })] : []),
    ...benefits,
  ];
  return (
    <>
      <s-unordered-list>
        {gifts.map((given) => (
          <s-list-item key={given}>{given}</s-list-item>
        ))}
      </s-unordered-list>
      {lastDay !== null && (
        <s-paragraph color="subdued">{ui.t("valid_until", { date: ui.date(lastDay) })}</s-paragraph>
      )}
    </>
  );
};
