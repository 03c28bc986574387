/** @jsxImportSource preact */
// The loyalty page in customer accounts.
import type { Api } from "@shopify/ui-extensions/customer-account.page.render";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { AccountPageAnswer } from "../../../widget/contract/account.ts";
import { firstTextsIn } from "../../../widget/words/first-texts.ts";
import { type Wording, createWording } from "../../../widget/words/wording.ts";
import { writtenFormats } from "../../../widget/words/written-formats.ts";
import { keptWords } from "../../parts/kept-words.ts";
import { say } from "../../parts/say.ts";
import { show } from "../../parts/show.tsx";
import { createAccountAdapter } from "./account-adapter.ts";
import { Activity } from "./activity.tsx";
import { Earning } from "./earning.tsx";
import { Invitations } from "./invitations.tsx";
import { loadRequestKeys } from "./kept-keys.ts";
import { type PageModel, createPageModel } from "./page-model.ts";
import { Rewards } from "./rewards.tsx";
import { Standing } from "./standing.tsx";
import type { Ui } from "./ui.ts";
import { Vouchers } from "./vouchers.tsx";

export default async function accountPage(): Promise<void> {
  const words = keptWords();
  const { storage, authenticatedAccount } = (globalThis as unknown as { shopify: Api }).shopify;
  const keys = await loadRequestKeys(storage, authenticatedAccount.customer.value?.id);
  const model = createPageModel(createAccountAdapter(), keys);
  const instead = (again: () => void) => (
    <Frame>
      <Failed retry={() => model.load().then(again)} />
    </Frame>
  );
  show(<AccountPage model={model} />, instead, words);
}

/** Of the storefront: this page is not there. */
const NO_LINKS = { root: "", cart: "" };

const AccountPage = ({ model }: { model: PageModel }) => {
  const [state, setState] = useState(model.store.get);
  useEffect(() => {
    const stop = model.store.subscribe(() => setState(model.store.get()));
    void model.load();
    return stop;
  }, []);
  // The answer is the account's own: it names the store.
  const answer = state.answer as AccountPageAnswer | undefined;
  const wording = useMemo(() => answer && wordingOf(answer), [answer]);
  if (answer === undefined || wording === undefined) {
    return <Frame>{state.status === "failed" ? <Failed retry={model.load} /> : <Waiting />}</Frame>;
  }
  const ui: Ui = { ...wording, model, state, links: NO_LINKS, storeUrl: answer.storeUrl };
  if (answer.audience === "guest") {
    return (
      <Frame>
        <s-section heading={ui.t("guest_title")}>
          <s-paragraph>{ui.t("guest_body")}</s-paragraph>
        </s-section>
      </Frame>
    );
  }
  return (
    <Frame>
      <Standing ui={ui} answer={answer} />
      <Invitations ui={ui} answer={answer}>
        <Vouchers ui={ui} answer={answer} />
        <Rewards ui={ui} answer={answer} />
      </Invitations>
      <Earning ui={ui} answer={answer}>
        <Activity ui={ui} history={answer.history} />
      </Earning>
    </Frame>
  );
};

function wordingOf({ words, program, numbers }: AccountPageAnswer): Wording {
  const texts = { ...firstTextsIn(words.lang), ...words };
  return createWording(writtenFormats(numbers), texts, program.pointsName);
}

const Frame = ({ children }: { children: ComponentChildren }) => (
  <s-page heading={say("title")}>
    <s-stack gap="large">{children}</s-stack>
  </s-page>
);

const Waiting = () => (
  <s-section>
    <s-skeleton-paragraph />
  </s-section>
);

const Failed = ({ retry }: { retry: () => Promise<void> }) => (
  <s-section>
    <s-stack gap="base">
      <s-banner tone="critical">{say("unreachable")}</s-banner>
      <s-button variant="secondary" onClick={() => void retry()}>
        {say("retry")}
      </s-button>
    </s-stack>
  </s-section>
);
