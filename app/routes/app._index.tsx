// The first page: where the program stands, and what to do next.
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData, useRevalidator, useSearchParams } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { addDaysTo } from "../core/calendar/local-date.ts";
import { localDateOf } from "../core/calendar/local-time.ts";
import { countAttention } from "../queries/attention.ts";
import { loadHomeFigures, loadSetupProgress } from "../queries/home.ts";
import {
  loadPointsOverTime,
  type PeriodPoints,
  type PeriodUnit,
} from "../queries/points-over-time.ts";
import { loadLastNight } from "../queries/nights.ts";
import { listPausedRewards } from "../queries/paused-rewards.ts";
import { loadPointsName } from "../queries/program.ts";
import { loadRecentOrders } from "../queries/recent-orders.ts";
import { appBridge, authenticateMerchant } from "../shopify.server.ts";
import { AttentionSummary } from "../ui/attention-summary.tsx";
import { formatNumber } from "../ui/format.ts";
import { type KeyFigure, KeyFigures } from "../ui/key-figures.tsx";
import { NightCard } from "../ui/night-card.tsx";
import { PointsOverTimeCard } from "../ui/points-over-time-card.tsx";
import { RecentOrdersCard } from "../ui/recent-orders-card.tsx";
import { SetupGuide } from "../ui/setup-guide.tsx";
import { setupSteps } from "../ui/setup-steps.ts";
import { useThemeEmbed } from "../ui/use-theme-embed.ts";
import { WhenKnown } from "../ui/when-known.tsx";
import { dismissSetupGuide } from "../usecases/dismiss-setup-guide.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const now = await businessNow();
  const unit: PeriodUnit =
    new URL(request.url).searchParams.get("per") === "month" ? "month" : "week";
  // The only read that grows with the ledger: the page does not wait for it.
  const periods = loadPointsOverTime(shop, unit, now);
  // Where another read fails first, nobody would hear of this one's failure.
  periods.catch(() => undefined);
  const [figures, progress, counts, paused, orders, pointsName, night] = await Promise.all([
    loadHomeFigures(shop.id),
    loadSetupProgress(shop.id),
    countAttention(shop.id),
    listPausedRewards(shop, now),
    loadRecentOrders(shop.id),
    loadPointsName(shop.id, now),
    loadLastNight(shop.id),
  ]);
  const { domain, name, timeZone } = shop;
  // A night has its day to be done in.
  const yesterday = addDaysTo(localDateOf(now.getTime(), timeZone), -1);
  const isBehind = night !== null && night.date < yesterday;
  const shopView = { domain, name, timeZone, apiKey: appBridge.apiKey };
  const attention = { ...counts, pausedRewards: paused.length };
  const shown = { figures, progress, attention, orders, pointsName, night, isBehind };
  return { shop: shopView, unit, periods, ...shown };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await authenticateMerchant(request);
  await dismissSetupGuide({ shopId: shop.id, actor, now: await businessNow() });
  return { outcome: "dismissed" };
}

export default function Home() {
  const data = useLoaderData<typeof loader>();
  const { shop, progress, pointsName } = data;
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
        <WhenKnown
          promise={data.periods}
          whileUnknown={<Figures data={data} periods={null} />}
          whenFailed={<FiguresProblem />}
        >
          {(periods) => <Figures data={data} periods={periods} />}
        </WhenKnown>
        {data.night && <NightCard night={data.night} isBehind={data.isBehind} />}
        <RecentOrdersCard orders={data.orders} pointsName={pointsName} timeZone={shop.timeZone} />
      </BlockStack>
    </Page>
  );
}

type HomeData = Awaited<ReturnType<typeof loader>>;

interface FiguresProps {
  data: HomeData;
  periods: PeriodPoints[] | null;
}

function Figures({ data, periods }: FiguresProps) {
  const [, setSearchParams] = useSearchParams();
  return (
    <BlockStack gap="400">
      <KeyFigures figures={keyFigures(data, periods)} />
      <PointsOverTimeCard
        periods={periods}
        unit={data.unit}
        pointsName={data.pointsName}
        onUnitChange={(per) => setSearchParams({ per }, { preventScrollReset: true })}
      />
    </BlockStack>
  );
}

function FiguresProblem() {
  const { revalidate } = useRevalidator();
  return (
    <Banner
      tone="critical"
      title="The figures could not be loaded"
      action={{ content: "Try again", onAction: revalidate }}
    />
  );
}

function keyFigures(
  { figures, unit, pointsName }: HomeData,
  periods: PeriodPoints[] | null,
): KeyFigure[] {
  const caption = unit === "week" ? "in the last 12 weeks" : "in the last 12 months";
  const sumOver = (kind: "issued" | "redeemed") => {
    const history = periods?.map((period) => period[kind]);
    const value = history ? history.reduce((total, one) => total + one, 0) : null;
    return { value, caption, ...(history && { history }) };
  };
  const owed = formatNumber(figures.owedPoints);
  return [
    { label: "Members", value: figures.members, caption: "enrolled now" },
    { label: `${pointsName.other} issued`, ...sumOver("issued") },
    { label: `${pointsName.other} redeemed`, ...sumOver("redeemed") },
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
