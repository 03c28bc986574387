// What members answered to the one question. The address holds which time is shown.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { type Instant, addDays } from "../core/calendar/instant.ts";
import { type Cursor, decodeCursor } from "../queries/cursor.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { countAnswers, listComments, loadAnswerMonths } from "../queries/survey-score.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { type SurveyPeriod, SurveyPage, periods } from "../ui/survey/survey-page.tsx";

const DAYS_OF_MONTHS = 365;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const { id: shopId, timeZone } = shop;
  const { searchParams } = new URL(request.url);
  const period = readPeriod(searchParams.get("period"));
  const after = readCursor(searchParams.get("after"));
  const now = await businessNow();
  const [counts, ever, months, page, program] = await Promise.all([
    countAnswers(shopId, beginOf(period, now.getTime())),
    countAnswers(shopId, null),
    loadAnswerMonths(shopId, timeZone, addDays(now.getTime(), -DAYS_OF_MONTHS)),
    listComments(shopId, after),
    loadActiveProgram(shopId, now),
  ]);
  const isAsking = (program?.document.survey ?? null) !== null;
  const isEmpty = ever.every((count) => count === 0);
  const isFirstPage = after === null;
  return { counts, months, ...page, period, isAsking, isEmpty, isFirstPage, timeZone };
}

function readPeriod(text: string | null): SurveyPeriod {
  return text !== null && Object.hasOwn(periods, text) ? (text as SurveyPeriod) : "90";
}

function beginOf(period: SurveyPeriod, now: Instant): Instant | null {
  return period === "ever" ? null : addDays(now, -Number(period));
}

/** Throws a 400 for a cursor that no page of ours contained. */
function readCursor(text: string | null): Cursor | null {
  if (text === null) return null;
  const cursor = decodeCursor(text);
  if (!cursor || Number.isNaN(Date.parse(cursor.value))) throw new Response(null, { status: 400 });
  return cursor;
}

export default function Survey() {
  const { nextCursor, ...data } = useLoaderData<typeof loader>();
  const [, setSearchParams] = useSearchParams();
  return (
    <SurveyPage
      {...data}
      hasNext={nextCursor !== null}
      onPeriod={(period) => setSearchParams({ period }, { replace: true })}
      onNext={() => nextCursor && setSearchParams({ period: data.period, after: nextCursor })}
    />
  );
}
