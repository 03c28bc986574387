// Redeeming, applying and giving back at the till: one thing at a time, each with a sentence about
// what has become of it.
import { useRef, useState } from "preact/hooks";
import type { CancelVoucherAnswer } from "../../../widget/contract/redeem.ts";
import type { TillCode, TillOffer } from "../../../widget/contract/till.ts";
import { say } from "../../parts/say.ts";
import { about, addCode, askAsStaff } from "./host.ts";
import { type Redeemed, lineOf, redeem } from "./redeem.ts";

export interface Message {
  readonly tone: "success" | "warning" | "critical";
  readonly text: string;
}

export interface TillState {
  /** What became of the last press, with the name of its line. */
  readonly message: (Message & { readonly line: string }) | null;
  /** What is being done, by the name of the line; null where nothing is. */
  readonly busy: string | null;
  readonly take: (offer: TillOffer) => void;
  readonly apply: (code: TillCode) => void;
  readonly giveBack: (code: TillCode) => void;
}

/** `ask` reads again how the member stands. */
export function useTill(customer: string, ask: () => Promise<void>): TillState {
  const [message, setMessage] = useState<TillState["message"]>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const isBusy = useRef(false);
  /** A lost answer is asked for again under the key of the decision, which takes nothing twice. */
  const keys = useRef(new Map<string, string>());

  const carryOut = async (line: string, work: () => Promise<Message>): Promise<void> => {
    // Whoever presses twice is quicker than the next drawing.
    if (isBusy.current) return;
    isBusy.current = true;
    setBusy(line);
    setMessage(null);
    const said = await work().catch(() => critical("no_answer"));
    await ask();
    isBusy.current = false;
    setMessage({ ...said, line });
    setBusy(null);
  };
  return {
    message,
    busy,
    take: (offer) =>
      void carryOut(lineOf(offer), async () =>
        afterRedeeming(customer, await redeem(customer, offer, keys.current)),
      ),
    apply: ({ voucherId, code }) => void carryOut(voucherId, () => applied(customer, code)),
    giveBack: ({ voucherId }) => void carryOut(voucherId, () => givenBack(customer, voucherId)),
  };
}

async function afterRedeeming(customer: string, redeemed: Redeemed): Promise<Message> {
  switch (redeemed.outcome) {
    case "issued":
      return applied(customer, redeemed.code);
    case "on_its_way":
      return { tone: "warning", text: say("on_its_way") };
    case "no_answer":
      return critical("no_answer");
    case "refused":
      return { tone: "critical", text: redeemed.sentence };
  }
}

const critical = (key: string): Message => ({ tone: "critical", text: say(key) });

/** What the cart does not take stays the member's, and can be given back. */
async function applied(customer: string, code: string): Promise<Message> {
  switch (await addCode(customer, code)) {
    case "taken":
      return { tone: "success", text: say("applied", { code }) };
    case "unseen":
      return { tone: "warning", text: say("unseen", { code }) };
    case "refused":
      return { tone: "critical", text: say("not_applied", { code }) };
  }
}

async function givenBack(customer: string, voucherId: string): Promise<Message> {
  const path = about(customer, "vouchers/cancel");
  const answer = await askAsStaff<CancelVoucherAnswer>(path, { voucherId });
  switch (answer?.outcome) {
    case "returning":
    case "returned":
      return { tone: "success", text: say("given_back") };
    case "refused":
      return critical(answer.reason === "voucher_used" ? "code_used" : "not_given_back");
    case undefined:
    default:
      return critical("no_answer");
  }
}
