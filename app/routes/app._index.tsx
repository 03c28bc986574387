// The first page: where the program stands, and what to do next.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useSearchParams } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { countAttention } from "../queries/attention.ts";
import { loadHomeFigures, loadSetupProgress } from "../queries/home.ts";
import { loadPointsOverTime, type PeriodUnit } from "../queries/points-over-time.ts";
import { loadPointsName } from "../queries/program.ts";
import { loadRecentOrders } from "../queries/recent-orders.ts";
import { appBridge, authenticateMerchant } from "../shopify.server.ts";
import { AttentionSummary } from "../ui/attention-summary.tsx";
import { formatNumber } from "../ui/format.ts";
import { type KeyFigure, KeyFigures } from "../ui/key-figures.tsx";
import { PointsOverTimeCard } from "../ui/points-over-time-card.tsx";
import { RecentOrdersCard } from "../ui/recent-orders-card.tsx";
import { SetupGuide } from "../ui/setup-guide.tsx";
import { setupSteps } from "../ui/setup-steps.ts";
import { useThemeEmbed } from "../ui/use-theme-embed.ts";
import { dismissSetupGuide } from "../usecases/dismiss-setup-guide.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const now = await businessNow();
  const unit: PeriodUnit =
    new URL(request.url).searchParams.get("per") === "month" ? "month" : "week";
  const [figures, progress, attention, periods, orders, pointsName] = await Promise.all([
    loadHomeFigures(shop.id),
    loadSetupProgress(shop.id),
    countAttention(shop.id),
    loadPointsOverTime(shop, unit, now),
    loadRecentOrders(shop.id),
    loadPointsName(shop.id),
  ]);
  const { domain, name, timeZone } = shop;
  const shopView = { domain, name, timeZone, apiKey: appBridge.apiKey };
  return { shop: shopView, figures, progress, attention, unit, periods, orders, pointsName };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await authenticateMerchant(request);
  await dismissSetupGuide({ shopId: shop.id, actor, now: await businessNow() });
  return { outcome: "dismissed" };
}

export default function Home() {
  const data = useLoaderData<typeof loader>();
  const { shop, progress, pointsName } = data;
  const [, setSearchParams] = useSearchParams();
  const dismissal = useFetcher();
  const embed = useThemeEmbed();
  const isGuideShown = !progress.dismissed && dismissal.state === "idle";
  return (
    <Page
      title="Overview"
      {...(shop.name && { subtitle: shop.name })}
      primaryAction={{ content: "Edit program", url: "/app/program" }}
    >
      <BlockStack gap="400">
        <AttentionSummary counts={data.attention} />
        {isGuideShown && (
          <SetupGuide
            steps={setupSteps({ ...progress, embed, domain: shop.domain, apiKey: shop.apiKey })}
            onDismiss={() => dismissal.submit({}, { method: "post" })}
          />
        )}
        <KeyFigures figures={keyFigures(data)} />
        <PointsOverTimeCard
          periods={data.periods}
          unit={data.unit}
          pointsName={pointsName}
          onUnitChange={(per) => setSearchParams({ per }, { preventScrollReset: true })}
        />
        <RecentOrdersCard orders={data.orders} pointsName={pointsName} timeZone={shop.timeZone} />
      </BlockStack>
    </Page>
  );
}

type HomeData = Awaited<ReturnType<typeof loader>>;

function keyFigures({ figures, periods, unit, pointsName }: HomeData): KeyFigure[] {
  const span = unit === "week" ? "in the last 12 weeks" : "in the last 12 months";
  const issued = periods.map((period) => period.issued);
  const redeemed = periods.map((period) => period.redeemed);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const owed = formatNumber(figures.owedPoints);
  return [
    { label: "Members", value: figures.members, caption: "enrolled now" },
    { label: `${pointsName.other} issued`, value: sum(issued), caption: span, history: issued },
    {
      label: `${pointsName.other} redeemed`,
      value: sum(redeemed),
      caption: span,
      history: redeemed,
    },
    {
      label: "Open liability",
      value: figures.openPoints,
      caption:
        figures.owedPoints > 0
          ? `${pointsName.other} that members hold; ${owed} more are owed to you`
          : `${pointsName.other} that members hold`,
    },
  ];
}
