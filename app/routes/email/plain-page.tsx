// The frame of the pages behind links in e-mails: one question, one button, no script, shown to
// nobody else's page.
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

export interface PlainPage {
  locale: string;
  title: string;
  status: number;
  children: ReactNode;
}

export function plainPage({ locale, title, status, children }: PlainPage): Response {
  const markup = renderToStaticMarkup(
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
          {children}
        </main>
      </body>
    </html>,
  );
  return new Response(`<!doctype html>${markup}`, {
    status,
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
  button:focus-visible, textarea:focus-visible, .scale input:focus-visible + span {
    outline: 3px solid #2563eb; outline-offset: 2px; }
  fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; }
  legend { font-weight: 600; margin: 0 0 0.75rem; padding: 0; }
  .scale { display: grid; gap: 0.375rem; grid-template-columns: repeat(6, 1fr); }
  .scale label { position: relative; }
  .scale input { inset: 0; height: 100%; margin: 0; opacity: 0; position: absolute; width: 100%; }
  .scale span { border: 1px solid #71717a; border-radius: 8px; display: block; padding: 0.6rem 0;
    text-align: center; }
  .scale input:checked + span { background: #18181b; color: #fff; }
  .ends { color: #52525b; display: flex; font-size: 0.875rem; gap: 1rem; margin: 0.5rem 0 0;
    justify-content: space-between; }
  textarea { border: 1px solid #71717a; border-radius: 8px; box-sizing: border-box; display: block;
    font: inherit; margin: 0.375rem 0 1.5rem; min-height: 6rem; padding: 0.5rem; width: 100%; }
  [role="alert"] { color: #b91c1c; }
  @media (max-width: 30rem) { main { border-radius: 0; margin: 0 auto; padding: 1.25rem; } }
`;
