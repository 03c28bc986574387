/** @jsxImportSource preact */
// Somebody at the till says who they are: they are found or made, become a member where they are
// none, and stand in the cart from then on.
import { useRef, useState } from "preact/hooks";
import type {
  EnrolmentAnswer,
  EnrolmentAsked,
  EnrolmentRefused,
} from "../../../widget/contract/staff.ts";
import { say } from "../../parts/say.ts";
import { askAsStaff, language, putInCart } from "./host.ts";

const refusedTexts: Record<EnrolmentRefused, string> = {
  contact_missing: "refused_contact_missing",
  email_unreadable: "refused_email_unreadable",
  phone_unreadable: "refused_phone_unreadable",
  phone_without_country: "refused_phone_without_country",
  contact_refused: "refused_contact_refused",
  customer_not_found: "refused_customer_not_found",
  shopify_unreachable: "refused_shopify_unreachable",
};

/** Of a reason that only a newer app knows, nothing can be said. */
export function refusalOf({ reason }: { reason: EnrolmentRefused }): string {
  return say(refusedTexts[reason] ?? "no_answer");
}

export const Joining = () => {
  const [contact, setContact] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isShown, setShown] = useState(false);
  const isSending = useRef(false);
  const join = async () => {
    // Whoever presses twice is quicker than the next drawing.
    if (isSending.current) return;
    isSending.current = true;
    setShown(true);
    setProblem(null);
    setProblem(await joined(contact));
    isSending.current = false;
    setShown(false);
  };
  return (
    <s-section heading={say("who")}>
      <s-stack gap="base">
        <s-text>{say("join_details")}</s-text>
        <s-text-field
          label={say("contact")}
          value={contact}
          onInput={({ currentTarget }) => {
            setContact(currentTarget.value ?? "");
            setProblem(null);
          }}
          {...(problem !== null && { error: problem })}
        />
        <s-button variant="primary" loading={isShown} onClick={() => void join()}>
          {say("find_or_add")}
        </s-button>
      </s-stack>
    </s-section>
  );
};

/** What stands in the way; null where the customer is in the cart, whose screen follows. */
async function joined(contact: string): Promise<string | null> {
  const asked: EnrolmentAsked = { contact, locale: language() };
  const answer = await askAsStaff<EnrolmentAnswer>("enrolment", asked);
  if (answer === null) return say("no_answer");
  if (answer.outcome !== "enrolled") return refusalOf(answer);
  try {
    await putInCart(answer.customer);
    return null;
  } catch {
    // Members they are all the same: the cart's own search finds them.
    return say("not_in_cart");
  }
}
