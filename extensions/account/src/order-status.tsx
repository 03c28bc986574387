/** @jsxImportSource preact */
// What has become of an order's points, on the page that shows the order.
import type { Api } from "@shopify/ui-extensions/customer-account.order-status.block.render";
import type { MemberOrderAnswer, OrderAnswer } from "../../../widget/contract/account.ts";
import type { HistoryEntry } from "../../../widget/contract/history.ts";
import { language } from "../../parts/language.ts";
import { day, say } from "../../parts/say.ts";
import { show } from "../../parts/show.tsx";
import { useSignal } from "../../parts/signal.ts";
import { useAnswer } from "../../parts/use-answer.ts";
import { WithoutApp } from "../../parts/without-app.tsx";
import { wordsOfShop } from "../../parts/words-of-shop.ts";
import { LOYALTY_PAGE } from "./loyalty-page.ts";

export default async function orderStatus(): Promise<void> {
  show(<OrderStatus />, () => <WithoutApp />, wordsOfShop("account"));
}

const host = (): Api => (globalThis as unknown as { shopify: Api }).shopify;

const OrderStatus = () => {
  const order = useSignal(host().order);
  const isLoggedIn = useSignal(host().authenticationState) === "fully_authenticated";
  const number = /[1-9][0-9]*$/.exec(order?.id ?? "")?.[0];
  if (!isLoggedIn) return <Stranger />;
  // Shopify is still at work on an order that has no number.
  if (number === undefined) return <s-skeleton-paragraph />;
  return <Points order={number} processedAt={order?.processedAt} />;
};

/** Whoever came by the link in an e-mail sees nothing of a customer's points. */
const Stranger = () => (
  <s-section heading={say("title")}>
    <s-stack gap="base">
      <s-paragraph>{say("log_in_first")}</s-paragraph>
      <s-button variant="secondary" onClick={() => void host().requireLogin()}>
        {say("log_in")}
      </s-button>
    </s-stack>
  </s-section>
);

/** What the app has not heard of by then, it will not hear of: it was there before the app. */
const NEWS_MS = 3_600_000;

interface PointsProps {
  order: string;
  processedAt: string | undefined;
}

const Points = ({ order, processedAt }: PointsProps) => {
  const query = new URLSearchParams({ order, locale: language() });
  const isOpen = (told: OrderAnswer) => told.audience === "member" && told.standing === "counting";
  const answer = useAnswer<OrderAnswer>({ path: `account/order?${query.toString()}`, isOpen });
  if (!answer) return <WithoutApp isAsked={answer === undefined} />;
  if (answer.audience === "guest") return <Stranger />;
  const isOld = processedAt !== undefined && Date.now() - Date.parse(processedAt) > NEWS_MS;
  return isOpen(answer) && isOld ? null : <Story answer={answer} />;
};

const Story = ({ answer }: { answer: MemberOrderAnswer }) => {
  const { title, badge, sentences, details, movements } = answer;
  return (
    <s-section heading={title}>
      <s-stack gap="base">
        {badge !== null && <s-badge>{badge}</s-badge>}
        <s-stack gap="small" accessibilityRole="status">
          {sentences.map((sentence) => (
            <s-paragraph key={sentence}>{sentence}</s-paragraph>
          ))}
        </s-stack>
        {movements.length > 0 && (
          <s-details>
            <s-summary>{details}</s-summary>
            <s-unordered-list>
              {movements.map((movement) => (
                <s-list-item key={movement.id}>{lineOf(movement)}</s-list-item>
              ))}
            </s-unordered-list>
          </s-details>
        )}
        <s-link href={LOYALTY_PAGE}>{say("more")}</s-link>
      </s-stack>
    </s-section>
  );
};

/** "3 May 2026 · +100 · #1001: 2 points for each €1". */
function lineOf({ occurredOn, points, why }: HistoryEntry): string {
  const signed = host().i18n.formatNumber(points, { signDisplay: "exceptZero" });
  return [day(occurredOn), ...(points === 0 ? [] : [signed]), why].join(" · ");
}
