// The page's way to the app: the panel's, through the door for extensions.
import type { PanelAdapter } from "../../../widget/src/adapter.ts";
import type { AccountPageAnswer } from "../../../widget/contract/account.ts";
import { askApp } from "../../parts/ask-app.ts";
import { language } from "../../parts/language.ts";
import { hear } from "../../parts/say.ts";

export interface AccountAdapter extends PanelAdapter {
  panel: () => Promise<AccountPageAnswer>;
}

export function createAccountAdapter(): AccountAdapter {
  const locale = language();
  const ask = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const answer = await askApp<Answer>(`account/${path}`, body);
    // The model says what nobody answered.
    if (answer === null) throw new Error(`${path} was not answered`);
    return answer;
  };
  const named = (query: Record<string, string>) =>
    new URLSearchParams({ ...query, locale }).toString();
  return {
    panel: async () => {
      const answer = await ask<AccountPageAnswer>(`panel?${named({})}`);
      if (answer.audience === "member" && !Number.isSafeInteger(answer.balance.available)) {
        throw new TypeError("The answer tells no balance");
      }
      hear(answer);
      return answer;
    },
    history: (before) => ask(`history?${named({ before })}`),
    redeem: (request) => ask("redeem", { ...request, locale }),
    cancel: (request) => ask("vouchers/cancel", { ...request, locale }),
    answer: (request) => ask("invitations/answer", request),
    card: (path, values) => ask(path, { values, locale }),
  };
}
