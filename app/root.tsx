// The document around every page. Pages inside Shopify's admin get App Bridge before anything else.
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { appBridge } from "./shopify.server.ts";

export const loader = () => appBridge;

/** Nothing here changes while a page is open. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const isEmbedded = useMatches().some((match) => match.id === "routes/app");
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        {isEmbedded && root && (
          <>
            <meta name="shopify-api-key" content={root.apiKey} />
            <script src={root.url} data-api-key={root.apiKey} />
          </>
        )}
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function App() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  // Inside the admin the address names the shop: without it there would be no way back in.
  const { search } = useLocation();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <main
      style={{ font: "16px/1.5 system-ui, sans-serif", margin: "4rem auto", maxWidth: "36rem" }}
    >
      <h1>{isMissing ? "There is nothing here" : "Something went wrong"}</h1>
      <p>
        {isMissing
          ? "The address may be old or mistyped."
          : "Nothing was lost. Try again in a moment."}
      </p>
      <p>
        <a href={`/app${search}`}>Open Regulars</a>
      </p>
    </main>
  );
}
