// Answering an invitation. Repeating the request is harmless, so trying again needs no key.
import type { AnswerInvitationRequest, InvitationView } from "../../contract/invitation.ts";
import type { PanelCore } from "../models/panel-model.ts";
import type { Answering } from "../models/panel-state.ts";

export type Answer = AnswerInvitationRequest["answer"];

export interface AnsweringActions {
  ask: (invitation: InvitationView) => void;
  keep: () => void;
  give: (invitation: InvitationView, answer: Answer) => Promise<void>;
}

export const createAnswering = ({ store, adapter, refresh }: PanelCore): AnsweringActions => {
  const show = (answering?: Answering) => store.set({ answering });
  /** It has been answered, whatever becomes of the refresh. */
  const take = (answered: InvitationView) => {
    const { answer } = store.get();
    if (answer?.audience !== "member") return;
    const invitations = answer.invitations.filter((one) => one !== answered);
    store.set({ answer: { ...answer, invitations } });
  };
  return {
    ask: (invitation) => show({ invitation, step: "ask" }),
    keep: () => show(),
    give: async (invitation, answer) => {
      if (store.get().answering?.step === "working") return;
      show({ invitation, step: "working" });
      const { tierId, invitedAt } = invitation;
      try {
        const said = await adapter.answer({ tierId, invitedAt, answer });
        const step = said.outcome === "refused" ? said.reason : said.outcome;
        if (!step) throw new TypeError("That is no answer");
        show({ invitation, step });
        take(invitation);
        await refresh();
      } catch {
        show({ invitation, step: "unanswered" });
      }
    },
  };
};
