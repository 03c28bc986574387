// The page behind an unsubscribe link: one question, one button, no script. Mail programs post to
// the same address without showing it.
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { fill } from "../../adapters/email/locales/texts.ts";
import { plainPage } from "./plain-page.tsx";

export type UnsubscribePage =
  | { state: "asking"; shopName: string }
  | { state: "done"; shopName: string }
  | { state: "invalid" };

export function unsubscribePage(
  page: UnsubscribePage,
  locales: readonly (string | null | undefined)[],
): Response {
  const { locale, texts } = chooseTexts(locales);
  const words = texts.unsubscribePage;
  const isInvalid = page.state === "invalid";
  return plainPage({
    locale,
    title: isInvalid ? words.invalidTitle : words.title,
    status: isInvalid ? 404 : 200,
    children: (
      <>
        {page.state === "asking" ? (
          <form method="post">
            <p>{fill(words.question, { shop: page.shopName })}</p>
            <button type="submit">{words.confirm}</button>
          </form>
        ) : null}
        {page.state === "done" ? (
          <p role="status">{fill(words.done, { shop: page.shopName })}</p>
        ) : null}
        {isInvalid ? <p role="alert">{words.invalid}</p> : null}
      </>
    ),
  });
}
