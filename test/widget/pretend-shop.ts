// A small shop at the other end of the adapter. It keeps the one promise that matters: the same
// request key is the same redemption. Tests tell it how to be slow, unreachable or unwilling.
import { aBalance } from "../support/a-balance.ts";
import type { PanelAdapter } from "../../widget/src/adapter.ts";
import type { CardAnswer, CardRequest } from "../../widget/contract/card.ts";
import type {
  AnswerInvitationAnswer,
  AnswerInvitationRequest,
  InvitationRefusal,
} from "../../widget/contract/invitation.ts";
import type { MemberPanelAnswer, RewardView } from "../../widget/contract/panel.ts";
import type {
  ConditionRefusal,
  RedeemRefusal,
  RedeemRequest,
} from "../../widget/contract/redeem.ts";
import type { VoucherView } from "../../widget/contract/voucher.ts";
import { aMemberAnswer, aVoucher, anEntry } from "./panel-answers.ts";

export class PretendShop {
  readonly requests: RedeemRequest[] = [];
  readonly vouchers = new Map<string, VoucherView>();
  state: MemberPanelAnswer;
  /** Answers that are lost on their way back, after the shop has done its work. */
  lostAnswers = 0;
  /** How often the code is said to be on its way before it is there. */
  slowAnswers = 0;
  refusal: RedeemRefusal | { reason: ConditionRefusal; sentence: string } | undefined;
  invitationRefusal: InvitationRefusal | undefined;
  isDown = false;
  /** What cards sent, by their paths. */
  readonly sent: [string, CardRequest["values"]][] = [];
  /** What the next of them is answered. */
  cardAnswer: CardAnswer = { card: null, message: "Thank you." };

  constructor(state: MemberPanelAnswer = aMemberAnswer()) {
    this.state = state;
  }

  /** The merchant puts another reward in place of all. */
  change(reward: RewardView): void {
    this.state = { ...this.state, program: { ...this.state.program, rewards: [reward] } };
  }

  readonly adapter: PanelAdapter = {
    panel: async () => {
      this.#checkConnection();
      return this.state;
    },
    history: async (cursor) => {
      this.#checkConnection();
      return { entries: [anEntry({ id: `after-${cursor}` })], nextCursor: null };
    },
    redeem: async (request) => {
      this.requests.push(request);
      this.#checkConnection();
      if (this.refusal) {
        const why = typeof this.refusal === "string" ? { reason: this.refusal } : this.refusal;
        return { outcome: "refused", ...why };
      }
      const known = this.vouchers.get(request.requestKey);
      if (!known && !this.#offers(request)) return { outcome: "refused", reason: "reward_changed" };
      const voucher = known ?? this.#issue(request.requestKey);
      this.#loseAnswer();
      const { balance } = this.state;
      if (this.slowAnswers > 0) {
        this.slowAnswers -= 1;
        const onItsWay = { ...voucher, code: null, state: "on_its_way" as const };
        return { outcome: "on_its_way", voucher: onItsWay, balance };
      }
      return { outcome: "issued", voucher, balance };
    },
    cancel: async ({ voucherId }) => {
      this.#checkConnection();
      const voucher = this.state.vouchers.find(({ id }) => id === voucherId);
      if (!voucher) return { outcome: "refused", reason: "voucher_not_found" };
      const returning = { ...voucher, state: "returning" as const, cancellable: false };
      this.state = { ...this.state, vouchers: [returning] };
      this.#loseAnswer();
      return { outcome: "returning", voucher: returning, balance: this.state.balance };
    },
    answer: async (request) => this.#answer(request),
    card: async (path, values) => {
      this.sent.push([path, values]);
      this.#checkConnection();
      this.#loseAnswer();
      return this.cardAnswer;
    },
  };

  /** Invitations that were answered, by the tier's id. */
  readonly answers = new Map<string, AnswerInvitationRequest["answer"]>();

  #answer({ tierId, answer }: AnswerInvitationRequest): AnswerInvitationAnswer {
    this.#checkConnection();
    if (this.invitationRefusal) return { outcome: "refused", reason: this.invitationRefusal };
    this.answers.set(tierId, this.answers.get(tierId) ?? answer);
    const invitations = this.state.invitations.filter((one) => one.tierId !== tierId);
    this.state = { ...this.state, invitations };
    this.#loseAnswer();
    return this.answers.get(tierId) === answer
      ? { outcome: answer }
      : { outcome: "refused", reason: "no_invitation" };
  }

  #offers({ rewardId, points, amountMinor, steps = 1 }: RedeemRequest): boolean {
    return this.state.program.rewards.some((reward) => {
      const { points: price, amount } = reward.slider ?? reward;
      return (
        reward.id === rewardId &&
        price * steps === points &&
        (amount ? amount.amountMinor * steps : null) === amountMinor
      );
    });
  }

  #issue(requestKey: string): VoucherView {
    const number = this.vouchers.size + 1;
    const voucher = aVoucher({ id: `voucher-${number}`, code: `CODE-${number}` });
    this.vouchers.set(requestKey, voucher);
    const { balance } = this.state;
    this.state = {
      ...this.state,
      balance: aBalance({ ...balance, available: balance.available - voucher.points }),
      vouchers: [voucher, ...this.state.vouchers],
    };
    return voucher;
  }

  #checkConnection(): void {
    if (this.isDown) throw new Error("no connection");
  }

  #loseAnswer(): void {
    if (this.lostAnswers === 0) return;
    this.lostAnswers -= 1;
    throw new Error("the answer was lost");
  }
}
