// A month of campaigns: a table of days, with bars across those on which each campaign runs. Bars
// are links, so that the keyboard reaches them and screen readers list them.
import { Link } from "@remix-run/react";
import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { addMonths } from "../../core/calendar/local-date.ts";
import {
  type CalendarBar,
  type CalendarWeek,
  DAYS_PER_WEEK,
  calendarWeeks,
} from "./calendar-weeks.ts";
import { kindWords, stageWords } from "./campaign-sentences.ts";
import type { CampaignView } from "./campaign-view.ts";

export interface CampaignCalendarProps {
  /** Such as 2026-03. */
  month: string;
  /** The day that the store's calendar shows. */
  today: string;
  campaigns: readonly CampaignView[];
  /** Of the campaign that is shown below; null where none is. */
  selectedKey: string | null;
  hrefOf: (change: { month?: string; campaign?: string }) => string;
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export function CampaignCalendar(props: CampaignCalendarProps) {
  const { month, today, campaigns, hrefOf } = props;
  const weeks = calendarWeeks(month, campaigns);
  const away = (months: number) => hrefOf({ month: addMonths(`${month}-01`, months).slice(0, 7) });
  return (
    <Card padding={{ xs: "300", sm: "400" }}>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {monthWords(month)}
          </Text>
          <ButtonGroup>
            <Button url={away(-1)} accessibilityLabel="Month before">
              Before
            </Button>
            <Button url={hrefOf({ month: today.slice(0, 7) })}>This month</Button>
            <Button url={away(1)} accessibilityLabel="Month after">
              After
            </Button>
          </ButtonGroup>
        </InlineStack>
        <table className="regulars-calendar">
          <caption className="regulars-hidden">{`Campaigns in ${monthWords(month)}`}</caption>
          <thead>
            <tr>
              {weekdays.map((name) => (
                <th key={name} scope="col" abbr={name}>
                  <span aria-hidden="true">{name.slice(0, 2)}</span>
                  <span className="regulars-hidden">{name}</span>
                </th>
              ))}
            </tr>
          </thead>
          {weeks.map((week) => (
            <Week key={week.days[0]} {...props} week={week} />
          ))}
        </table>
        <Legend />
      </BlockStack>
    </Card>
  );
}

type WeekProps = CampaignCalendarProps & { week: CalendarWeek<CampaignView> };

function Week({ week, month, today, selectedKey, hrefOf }: WeekProps) {
  return (
    <tbody>
      <tr className="regulars-calendar-days">
        {week.days.map((day) => (
          <td
            key={day}
            {...(day === today && { "aria-current": "date" as const })}
            {...(!day.startsWith(month) && { className: "regulars-calendar-other" })}
          >
            <time dateTime={day}>{Number(day.slice(8))}</time>
          </td>
        ))}
      </tr>
      {week.lanes.map((lane) => (
        <tr key={lane.map(({ entry, column }) => `${entry.key} ${column}`).join()}>
          {cellsOf(lane).map((cell) =>
            "bar" in cell ? (
              <td key={cell.bar.column} colSpan={cell.bar.days}>
                <Bar
                  bar={cell.bar}
                  isSelected={cell.bar.entry.key === selectedKey}
                  hrefOf={hrefOf}
                />
              </td>
            ) : (
              <td key={cell.column} colSpan={cell.days} />
            ),
          )}
        </tr>
      ))}
    </tbody>
  );
}

type Cell = { bar: CalendarBar<CampaignView> } | { column: number; days: number };

/** Bars, and the empty days before, between and after them. */
function cellsOf(lane: readonly CalendarBar<CampaignView>[]): Cell[] {
  const cells: Cell[] = [];
  let next = 0;
  for (const bar of lane) {
    if (bar.column > next) cells.push({ column: next, days: bar.column - next });
    cells.push({ bar });
    next = bar.column + bar.days;
  }
  if (next < DAYS_PER_WEEK) cells.push({ column: next, days: DAYS_PER_WEEK - next });
  return cells;
}

interface BarProps {
  bar: CalendarBar<CampaignView>;
  isSelected: boolean;
  hrefOf: CampaignCalendarProps["hrefOf"];
}

function Bar({ bar: { entry, firstDay, lastDay }, isSelected, hrefOf }: BarProps) {
  const days =
    firstDay === lastDay ? dayWords(firstDay) : `${dayWords(firstDay)} to ${dayWords(lastDay)}`;
  const spoken = [entry.name, kindWords[entry.kind], stageWords(entry), days].join(", ");
  return (
    <Link
      to={hrefOf({ campaign: entry.key })}
      preventScrollReset
      className={`regulars-campaign regulars-campaign-${entry.kind} regulars-campaign-${entry.stage}`}
      aria-label={spoken}
      title={entry.name}
      {...(isSelected && { "aria-current": "true" as const })}
    >
      {entry.name}
    </Link>
  );
}

const legend = [
  ["earning", "in_force", "Earning"],
  ["price", "in_force", "Prices of rewards"],
  ["earning", "scheduled", "Scheduled"],
  ["earning", "draft", "Draft"],
  ["earning", "former", "Of the past"],
] as const;

function Legend() {
  return (
    <ul className="regulars-calendar-legend" aria-label="What the bars look like">
      {legend.map(([kind, stage, words]) => (
        <li key={words}>
          <span
            aria-hidden="true"
            className={`regulars-campaign regulars-campaign-${kind} regulars-campaign-${stage}`}
          />
          {words}
        </li>
      ))}
    </ul>
  );
}

function monthWords(month: string): string {
  const parts = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en", parts).format(new Date(`${month}-01T00:00:00Z`));
}

/** `Monday, March 2`. */
function dayWords(day: string): string {
  const parts = { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en", parts).format(new Date(`${day}T00:00:00Z`));
}
