/** @jsxImportSource preact */
// The tiers that the member is invited to, and what became of the latest answer.
import type { InvitationView } from "../../contract/invitation.ts";
import type { MemberPanelAnswer } from "../../contract/panel.ts";
import type { Ui } from "../components/ui.ts";
import type { AnsweringActions } from "./answering.ts";
import { wordsIn } from "./words.ts";
import type { InvitationWords } from "./words.ts";

interface InvitationsProps extends AnsweringActions {
  ui: Ui;
  answer: MemberPanelAnswer;
}

export const Invitations = ({ ui, answer, ...actions }: InvitationsProps) => {
  const words = wordsIn(ui.lang);
  const { answering } = ui.state;
  const said = answering && words.said[answering.step as keyof InvitationWords["said"]];
  return (
    <>
      {said && (
        <p class="line" role="status" tabIndex={-1} ref={takeFocus}>
          {ui.fill(said, { tier: answering.invitation.name })}
        </p>
      )}
      {answer.invitations.map((invitation) => (
        <Invitation key={invitation.tierId} {...{ ui, words, invitation, ...actions }} />
      ))}
    </>
  );
};

interface InvitationProps extends AnsweringActions {
  ui: Ui;
  words: InvitationWords;
  invitation: InvitationView;
}

const Invitation = ({ ui, words, invitation, ask, keep, give }: InvitationProps) => {
  const { answering } = ui.state;
  const step = answering?.invitation.tierId === invitation.tierId && answering.step;
  const isWorking = step === "working";
  const isAsked = step === "ask";
  return (
    <section>
      <h3>{words.title}</h3>
      <article class="card">
        <h4>{invitation.name}</h4>
        <Gifts {...{ ui, words, invitation }} />
        <p role="status">{isAsked ? words.sure : step === "unanswered" && ui.t("failed_body")}</p>
        <div class="row">
          <button
            class="plain"
            aria-disabled={isWorking}
            onClick={isAsked ? keep : () => isWorking || ask(invitation)}
          >
            {isAsked ? ui.t("not_now") : words.decline}
          </button>
          <button
            class="main"
            aria-disabled={isWorking}
            onClick={() => give(invitation, isAsked ? "declined" : "accepted")}
          >
            {isWorking ? ui.t("working") : isAsked ? words.decline : words.accept}
          </button>
        </div>
      </article>
    </section>
  );
};

type GiftsProps = Pick<InvitationProps, "ui" | "words" | "invitation">;

const Gifts = ({ ui, words, invitation }: GiftsProps) => {
  const { lastDay, multiplier, gift, benefits } = invitation;
  const gifts = [
    multiplier && ui.fill(words.multiplier, { rate: ui.number(multiplier) }),
    gift > 0 && ui.fill(words.gift, { points: ui.points(gift) }),
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
