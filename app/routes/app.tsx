// The frame of all pages in the admin: who is asking, navigation, and what stands there while a
// page loads.
import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Outlet,
  useLocation,
  useNavigation,
  useRevalidator,
  useRouteError,
} from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { authenticateMerchant } from "../shopify.server.ts";
import "../ui/admin.css";
import { PageProblem } from "../ui/page-problem.tsx";
import { PageSkeleton } from "../ui/page-skeleton.tsx";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: polarisStyles }];

export const meta = () => [{ title: "Regulars" }];

export async function loader({ request }: LoaderFunctionArgs) {
  await authenticateMerchant(request);
  return null;
}

export const headers: HeadersFunction = (parts) => boundary.headers(parts);

export default function Admin() {
  return (
    <AdminFrame>
      <PageOrSkeleton />
    </AdminFrame>
  );
}

/** Answers of Shopify's library pass through; everything else gets a page with a way on. */
export function ErrorBoundary() {
  const error = useRouteError();
  const { revalidate } = useRevalidator();
  if (isRouteErrorResponse(error) && typeof error.data === "string" && error.data !== "") {
    return boundary.error(error);
  }
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <AdminFrame>
      <PageProblem kind={isMissing ? "missing" : "failed"} onRetry={revalidate} />
    </AdminFrame>
  );
}

function AdminFrame({ children }: { children: React.ReactNode }) {
  return (
    // The document's head loads App Bridge, so the provider need not.
    <AppProvider apiKey="" isEmbeddedApp={false}>
      <NavMenu>
        <a href="/app" rel="home">
          Home
        </a>
        <a href="/app/program">Program</a>
        <a href="/app/campaigns">Campaigns</a>
        <a href="/app/events">Events</a>
        <a href="/app/survey">Survey</a>
        <a href="/app/members">Members</a>
        <a href="/app/vouchers">Vouchers</a>
        <a href="/app/referrals">Referrals</a>
        <a href="/app/integrations">Integrations</a>
        <a href="/app/attention">Attention</a>
      </NavMenu>
      {children}
    </AppProvider>
  );
}

function PageOrSkeleton() {
  const navigation = useNavigation();
  const { pathname } = useLocation();
  const isLeaving = navigation.state === "loading" && navigation.location.pathname !== pathname;
  return isLeaving ? <PageSkeleton /> : <Outlet />;
}
