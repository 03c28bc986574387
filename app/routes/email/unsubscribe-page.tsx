// The page behind an unsubscribe link: one question, one button, no script. Mail programs post to
// the same address without showing it.
import { renderToStaticMarkup } from "react-dom/server";
import { chooseTexts } from "../../adapters/email/choose-texts.ts";
import { fill } from "../../adapters/email/locales/texts.ts";

export type UnsubscribePage =
  | { state: "asking"; shopName: string }
  | { state: "done"; shopName: string }
  | { state: "invalid" };

export function unsubscribePage(
  page: UnsubscribePage,
  locales: readonly (string | null | undefined)[],
): Response {
  const markup = renderToStaticMarkup(<Page page={page} locales={locales} />);
  return new Response(`<!doctype html>${markup}`, {
    status: page.state === "invalid" ? 404 : 200,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
    },
  });
}

const style = `
  body { background: #f4f4f5; color: #18181b; font: 16px/1.5 system-ui, sans-serif; margin: 0; }
  main { background: #fff; border-radius: 12px; margin: 10vh auto; max-width: 28rem;
    padding: 2rem; }
  h1 { font-size: 1.25rem; margin: 0 0 1rem; }
  button { background: #18181b; border: 0; border-radius: 8px; color: #fff; cursor: pointer;
    font: inherit; padding: 0.75rem 1.25rem; }
  button:focus-visible { outline: 3px solid #2563eb; outline-offset: 2px; }
`;

function Page({
  page,
  locales,
}: {
  page: UnsubscribePage;
  locales: readonly (string | null | undefined)[];
}) {
  const { locale, texts } = chooseTexts(locales);
  const words = texts.unsubscribePage;
  const title = page.state === "invalid" ? words.invalidTitle : words.title;
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {page.state === "asking" ? (
            <form method="post">
              <p>{fill(words.question, { shop: page.shopName })}</p>
              <button type="submit">{words.confirm}</button>
            </form>
          ) : null}
          {page.state === "done" ? (
            <p role="status">{fill(words.done, { shop: page.shopName })}</p>
          ) : null}
          {page.state === "invalid" ? <p role="alert">{words.invalid}</p> : null}
        </main>
      </body>
    </html>
  );
}
