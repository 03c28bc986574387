// The members: searched, sorted, a page at a time. The address holds all of it, so that it can be
// shared.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { Page } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { type Cursor, decodeCursor } from "../queries/cursor.ts";
import { listMembers, type MemberSort, suitsSort } from "../queries/members.ts";
import { loadActiveProgram } from "../queries/program.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { MemberList } from "../ui/member-list.tsx";

const MAX_SEARCH_CHARACTERS = 100;
const SEARCH_PAUSE_MS = 300;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const { searchParams } = new URL(request.url);
  const sort: MemberSort = searchParams.get("sort") === "balance" ? "balance" : "newest";
  const text = (searchParams.get("q") ?? "").trim().slice(0, MAX_SEARCH_CHARACTERS);
  const before = readCursor(searchParams.get("before"), sort);
  const after = before ? null : readCursor(searchParams.get("after"), sort);
  const [page, program] = await Promise.all([
    listMembers(shop.id, { text, sort, after, before }),
    loadActiveProgram(shop.id, await businessNow()),
  ]);
  const tiers = program?.document.tiers?.list ?? [];
  const tierNames = Object.fromEntries(tiers.map(({ id, name }) => [id, name]));
  return { ...page, text, sort, tierNames, timeZone: shop.timeZone };
}

/** Throws a 400 for a cursor that no page of ours contained. */
function readCursor(text: string | null, sort: MemberSort): Cursor | null {
  if (text === null) return null;
  const cursor = decodeCursor(text);
  if (!cursor || !suitsSort(cursor, sort)) throw new Response(null, { status: 400 });
  return cursor;
}

export default function Members() {
  const data = useLoaderData<typeof loader>();
  const [searchParams, setSearchParams] = useSearchParams();
  const navigation = useNavigation();
  const [search, setSearch] = useState(data.text);
  const pause = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(pause.current), []);

  /** Every change of what is listed starts at the first page. */
  function show(changes: Record<string, string>): void {
    const next = new URLSearchParams();
    const merged = { q: search, sort: data.sort, ...changes };
    for (const [name, value] of Object.entries(merged)) if (value !== "") next.set(name, value);
    setSearchParams(next, { replace: !("after" in changes || "before" in changes) });
  }

  function searchSoon(text: string): void {
    setSearch(text);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => show({ q: text }), SEARCH_PAUSE_MS);
  }

  return (
    <Page title="Members" backAction={{ content: "Overview", url: "/app" }}>
      <MemberList
        members={data.members}
        search={search}
        sort={data.sort}
        isLoading={navigation.state === "loading" && search !== (searchParams.get("q") ?? "")}
        tierNames={data.tierNames}
        timeZone={data.timeZone}
        hasNext={data.nextCursor !== null}
        hasPrevious={data.previousCursor !== null}
        onSearch={searchSoon}
        onSort={(sort) => show({ sort })}
        onNext={() => data.nextCursor && show({ after: data.nextCursor })}
        onPrevious={() => data.previousCursor && show({ before: data.previousCursor })}
      />
    </Page>
  );
}
