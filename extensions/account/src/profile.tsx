/** @jsxImportSource preact */
// Beside a customer's profile: what they have to spend, and their birthday.
import type { MemberProfileAnswer, ProfileAnswer } from "../../../widget/contract/account.ts";
import type { Card } from "../../../widget/contract/card.ts";
import { askApp } from "../../parts/ask-app.ts";
import { CardView, Said } from "../../parts/card-view.tsx";
import { keptWords } from "../../parts/kept-words.ts";
import { language } from "../../parts/language.ts";
import { say } from "../../parts/say.ts";
import { useSending } from "../../parts/sent.ts";
import { show } from "../../parts/show.tsx";
import { useAnswer } from "../../parts/use-answer.ts";
import { LOYALTY_PAGE } from "./loyalty-page.ts";

const ROOT = "account";

export default async function profile(): Promise<void> {
  show(<Profile />, () => <NotThere />, keptWords());
}

const Profile = () => {
  const answer = useAnswer<ProfileAnswer>({ path: question() });
  if (answer === undefined) return <s-skeleton-paragraph />;
  if (answer === null) return <NotThere />;
  // Whoever reads their profile is signed in.
  return answer.audience === "guest" ? null : <Member answer={answer} />;
};

const question = (): string =>
  `${ROOT}/profile?${new URLSearchParams({ locale: language() }).toString()}`;

/** How the cards stand after one of them was sent; null where the app cannot be asked. */
async function cardsNow(): Promise<readonly Card[] | null> {
  const answer = await askApp<ProfileAnswer>(question());
  return answer?.audience === "member" ? answer.cards : null;
}

const NotThere = () => (
  <s-section heading={say("title")}>
    <s-paragraph>{say("unreachable")}</s-paragraph>
  </s-section>
);

const Member = ({ answer }: { answer: MemberProfileAnswer }) => {
  const { title, sentences, more, storeUrl } = answer;
  const { cards, sentBy, send, last } = useSending(ROOT, answer.cards, cardsNow);
  return (
    <s-stack gap="large">
      <s-section heading={title}>
        <s-stack gap="base">
          {sentences.map((sentence) => (
            <s-paragraph key={sentence}>{sentence}</s-paragraph>
          ))}
          <s-link href={LOYALTY_PAGE}>{more}</s-link>
        </s-stack>
      </s-section>
      {cards.map((card) => (
        <CardView
          key={card.id}
          card={card}
          storeUrl={storeUrl}
          sent={sentBy(card.id)}
          send={(to, values) => void send(card.id, to, values)}
          tell={(to, values) => void askApp(`${ROOT}/${to}`, { values, locale: language() })}
        />
      ))}
      <s-stack accessibilityRole="status">{last && <Said sent={last} />}</s-stack>
    </s-stack>
  );
};
