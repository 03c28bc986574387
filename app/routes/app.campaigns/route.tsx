// Campaigns: a calendar of those of the program in force, of versions to come and of drafts, and
// each of them closely. The address holds the month and the campaign, so that it can be shared.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import {
  type ShouldRevalidateFunctionArgs,
  useLoaderData,
  useSearchParams,
} from "@remix-run/react";
import { useRef } from "react";
import { businessNow } from "../../adapters/shopify/business-clock.ts";
import { localDateOf } from "../../core/calendar/local-time.ts";
import { authenticateMerchant } from "../../shopify.server.ts";
import { CampaignsPage } from "../../ui/campaigns/campaigns-page.tsx";
import { readSubmission } from "../admin/read-submission.ts";
import { CampaignPanel } from "./campaign-panel.tsx";
import { type EndAnswer, end, endSubmission } from "./end.ts";
import { loadCampaigns } from "./load-page.ts";
import { useEnding } from "./use-ending.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, admin } = await authenticateMerchant(request);
  const now = (await businessNow()).getTime();
  const shown = await loadCampaigns(shop, admin, now);
  const { timeZone, currency } = shop;
  return { ...shown, timeZone, currency, today: localDateOf(now, timeZone) };
}

export async function action({ request }: ActionFunctionArgs): Promise<EndAnswer> {
  const { shop, actor } = await authenticateMerchant(request);
  const sent = await readSubmission(request, endSubmission);
  return end(sent, { shopId: shop.id, actor, now: await businessNow() });
}

/** Another month or campaign is no reason to ask the server: it told of all of them. */
export function shouldRevalidate(change: ShouldRevalidateFunctionArgs): boolean {
  const { currentUrl, nextUrl, formMethod, defaultShouldRevalidate } = change;
  const isWithinPage = formMethod === undefined && currentUrl.pathname === nextUrl.pathname;
  return isWithinPage && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate;
}

const MONTH = /^(20|21)\d{2}-(0[1-9]|1[0-2])$/;

export default function Campaigns() {
  const data = useLoaderData<typeof loader>();
  const [searchParams] = useSearchParams();
  const asked = searchParams.get("month") ?? "";
  const month = MONTH.test(asked) ? asked : data.today.slice(0, 7);
  const selectedKey = searchParams.get("campaign");
  const firstKey = useRef(selectedKey);
  const ending = useEnding(data.baseVersionId);
  const selected = data.campaigns.find(({ key }) => key === selectedKey);

  /** What is not changed stays as it is. */
  function hrefOf(change: { month?: string; campaign?: string }): string {
    const query = new URLSearchParams({
      month,
      ...(selectedKey !== null && { campaign: selectedKey }),
      ...change,
    });
    return `/app/campaigns?${query}`;
  }

  return (
    <CampaignsPage {...data} month={month} selectedKey={selected?.key ?? null} hrefOf={hrefOf}>
      {selected && (
        <CampaignPanel
          key={selected.key}
          campaign={selected}
          isJustChosen={firstKey.current !== selected.key}
          ending={ending}
          pointsName={data.pointsName}
          currency={data.currency}
        />
      )}
    </CampaignsPage>
  );
}
