/** @jsxImportSource preact */
// The tiers that the member is invited to, and what became of the latest answer.
import type { InvitationView } from "../../contract/invitation.ts";
import type { MemberPanelAnswer } from "../../contract/panel.ts";
import type { Ui } from "../components/ui.ts";
import type { InvitationRefusal } from "../../contract/invitation.ts";
import type { AnsweringActions } from "./answering.ts";

/** The last word about an answer. */
type Said = "accepted" | "declined" | InvitationRefusal;

interface InvitationsProps extends AnsweringActions {
  ui: Ui;
  answer: MemberPanelAnswer;
}

export const Invitations = ({ ui, answer, ...actions }: InvitationsProps) => {
  const { answering } = ui.state;
  const said =
    answering && ui.t(`said_${answering.step as Said}`, { tier: answering.invitation.name });
  return (
    <>
      {said && (
        <p class="line" role="status" tabIndex={-1} ref={takeFocus}>
          {said}
        </p>
      )}
      {answer.invitations.map((invitation) => (
        <Invitation key={invitation.tierId} {...{ ui, invitation, ...actions }} />
      ))}
    </>
  );
};

interface InvitationProps extends AnsweringActions {
  ui: Ui;
  invitation: InvitationView;
}

const Invitation = ({ ui, invitation, ask, keep, give }: InvitationProps) => {
  const { answering } = ui.state;
  const step = answering?.invitation.tierId === invitation.tierId && answering.step;
  const isWorking = step === "working";
  const isAsked = step === "ask";
  return (
    <section>
      <h3>{ui.t("invitation_title")}</h3>
      <article class="card">
        <h4>{invitation.name}</h4>
        <Gifts {...{ ui, invitation }} />
        <p role="status">
          {isAsked ? ui.t("invitation_sure") : step === "unanswered" && ui.t("failed_body")}
        </p>
        <div class="row">
          <button
            class="plain"
            aria-disabled={isWorking}
            onClick={isAsked ? keep : () => isWorking || ask(invitation)}
          >
            {ui.t(isAsked ? "not_now" : "invitation_decline")}
          </button>
          <button
            class="main"
            aria-disabled={isWorking}
            onClick={() => give(invitation, isAsked ? "declined" : "accepted")}
          >
            {ui.t(isWorking ? "working" : isAsked ? "invitation_decline" : "invitation_accept")}
          </button>
        </div>
      </article>
    </section>
  );
};

type GiftsProps = Pick<InvitationProps, "ui" | "invitation">;

const Gifts = ({ ui, invitation }: GiftsProps) => {
  const { lastDay, multiplier, gift, benefits } = invitation;
  const gifts = [
    multiplier && ui.t("invitation_multiplier", { rate: ui.number(multiplier) }),
    gift > 0 && ui.t("invitation_gift", { points: ui.points(gift) }),
    ...benefits,
  ];
  return (
    <>
      <ul>{gifts.map((given) => given && <li key={given}>{given}</li>)}</ul>
      {lastDay && <p>{ui.t("valid_until", { date: ui.date(lastDay) })}</p>}
    </>
  );
};

const takeFocus = (message: HTMLElement | null) => message?.focus();
