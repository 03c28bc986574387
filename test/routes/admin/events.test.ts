// Events in the admin and at the door: only the store's own, only what its forms send, and a list
// that no spreadsheet carries out.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { showMemberCode } from "../../../app/usecases/events/show-member-code.ts";
import { bearerRequest, routeArguments, thrownResponse } from "../../support/admin-requests.ts";
import { addMember, type AdminStore, openStore } from "../../support/admin-store.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { eventValues } from "../../support/event-shop.ts";
import { type ShopifyStandIn, startShopifyStandIn } from "../../support/shopify-stand-in.ts";

let shopify: ShopifyStandIn;
let database: TestDatabase;
let store: AdminStore;
let other: AdminStore;
let list: typeof import("../../../app/routes/app.events._index.tsx");
let making: typeof import("../../../app/routes/app.events.new.tsx");
let page: typeof import("../../../app/routes/app.events.$id.tsx");
let desk: typeof import("../../../app/routes/app.events.$id_.check-in.tsx");
let code: typeof import("../../../app/routes/app_.events.$id.code.ts");
let file: typeof import("../../../app/routes/app_.events.$id.attendance.ts");
let link: typeof import("../../../app/routes/check-in.$token.tsx");
let linkCode: typeof import("../../../app/routes/check-in.$token_.code.ts");
/** By the clock of the store. */
let now: number;

beforeAll(async () => {
  shopify = await startShopifyStandIn();
  database = await createTestDatabase();
  list = await import("../../../app/routes/app.events._index.tsx");
  making = await import("../../../app/routes/app.events.new.tsx");
  page = await import("../../../app/routes/app.events.$id.tsx");
  desk = await import("../../../app/routes/app.events.$id_.check-in.tsx");
  code = await import("../../../app/routes/app_.events.$id.code.ts");
  file = await import("../../../app/routes/app_.events.$id.attendance.ts");
  link = await import("../../../app/routes/check-in.$token.tsx");
  linkCode = await import("../../../app/routes/check-in.$token_.code.ts");
  const { businessNow } = await import("../../../app/adapters/shopify/business-clock.ts");
  now = (await businessNow()).getTime();
});
afterAll(async () => {
  await database.drop();
  await shopify.stop();
});
beforeEach(async () => {
  await database.ownerPool.query("truncate session, shop, audit_event cascade");
  store = await openStore(database);
  other = await openStore(database, "northwind-tea");
});

const inAdmin = async (path: string, id = "", json?: unknown, handle = store.handle) =>
  routeArguments(await bearerRequest(path, { handle, ...(json !== undefined && { json }) }), {
    id,
  });

async function make(changes: Parameters<typeof eventValues>[0] = {}): Promise<string> {
  const values = eventValues(changes, now);
  const saved = await making.action(await inAdmin("/app/events/new", "", { values }));
  if (!(saved instanceof Response)) throw new Error(JSON.stringify(saved));
  const [, id] = saved.headers.get("location")?.split("/app/events/") ?? [];
  if (id === undefined) throw new Error("The answer does not lead to the new event.");
  return id;
}

const open = async (id: string) => page.loader(await inAdmin(`/app/events/${id}`, id));
const act = async (id: string, json: unknown, handle = store.handle) =>
  page.action(await inAdmin(`/app/events/${id}`, id, json, handle));

async function guest(name = "Ada Lovelace"): Promise<string> {
  const memberId = await addMember(database, store, { name, email: "ada@example.com" });
  return (await showMemberCode(store.shopId, memberId)).code;
}

async function sendCode(id: string, text: string): Promise<unknown> {
  const args = await inAdmin(`/app/events/${id}/code`, id, { text });
  return (await code.action(args)).json();
}

describe("the list of events", () => {
  it("shows those to come, the next first, and those that are over, the latest first", async () => {
    const hours = (count: number) => eventValues({}, now + count * 3_600_000);
    const next = await make({ ...hours(24), name: "Next" });
    const later = await make({ ...hours(48), name: "Later" });
    const { rows } = await database.ownerPool.query<{ id: string }>(
      `insert into store_event (shop_id, id, name, place, opens_at, starts_at, ends_at, counts_as,
          created_at)
        select $1, gen_random_uuid(), 'Past ' || day, 'Here', at, at, at + interval '1 hour',
          'events', now()
        from generate_series(1, 27) as day,
          lateral (select $2::timestamptz - day * interval '1 day' as at) as moment
        returning id`,
      [store.shopId, new Date(now)],
    );
    const ahead = await list.loader(await inAdmin("/app/events"));
    expect(ahead.events.map(({ id }) => id)).toEqual([next, later]);
    const over = await list.loader(await inAdmin("/app/events?over=1"));
    expect(over.events).toHaveLength(25);
    expect(over.events[0]?.name).toBe("Past 1");
    const cursor = encodeURIComponent(over.nextCursor ?? "");
    const rest = await list.loader(await inAdmin(`/app/events?over=1&after=${cursor}`));
    expect(rest.events.map(({ name }) => name)).toEqual(["Past 26", "Past 27"]);
    expect(rest.nextCursor).toBeNull();
    expect(rows).toHaveLength(27);
    const theirs = await list.loader(await inAdmin("/app/events", "", undefined, other.handle));
    expect(theirs.events).toEqual([]);
  });

  it("refuses a cursor that no page of ours contained", async () => {
    const thrown = await thrownResponse(list.loader(await inAdmin("/app/events?after=x")));
    expect(thrown.status).toBe(400);
  });
});

describe("an event's page", () => {
  it("says beside the field what is wrong, and what was typed is not saved", async () => {
    const values = eventValues({ name: " " }, now);
    const answer = await making.action(await inAdmin("/app/events/new", "", { values }));
    expect(answer).toEqual({ outcome: "invalid", problems: { name: "Enter a name" } });
    const { rows } = await database.pool.query("select from store_event");
    expect(rows).toEqual([]);
  });

  it("shows what was saved in the store's time, and saves changes of it", async () => {
    const id = await make({ capacity: "30" });
    const { values, event } = await open(id);
    expect(values).toEqual(eventValues({ capacity: "30" }, now));
    const changed = { ...values, place: "Upstairs" };
    const save = { intent: "save", revision: event.revision, values: changed };
    expect(await act(id, save)).toEqual({ outcome: "saved", id });
    expect((await open(id)).event.place).toBe("Upstairs");
    expect(await act(id, save)).toEqual({ outcome: "refused", reason: "changed_meanwhile" });
  });

  it("is cancelled, and takes place after all", async () => {
    const id = await make();
    expect(await act(id, { intent: "cancel", isCancelled: true })).toEqual({
      outcome: "cancelled",
    });
    expect((await open(id)).event.cancelledAt).not.toBeNull();
    expect(await act(id, { intent: "cancel", isCancelled: false })).toEqual({
      outcome: "takes_place",
    });
  });

  it("is another store's to no one, and none for what no event is called", async () => {
    const id = await make();
    const asOther = page.loader(await inAdmin(`/app/events/${id}`, id, undefined, other.handle));
    expect((await thrownResponse(asOther)).status).toBe(404);
    const cancel = { intent: "cancel", isCancelled: true };
    expect((await thrownResponse(act(id, cancel, other.handle))).status).toBe(404);
    const makeLink = { intent: "make_link", label: "Door" };
    expect((await thrownResponse(act(id, makeLink, other.handle))).status).toBe(404);
    expect((await thrownResponse(open("nonsense"))).status).toBe(404);
    expect((await thrownResponse(open(randomUUID()))).status).toBe(404);
    const revoke = { intent: "revoke_link", linkId: randomUUID() };
    expect((await thrownResponse(act(id, revoke))).status).toBe(404);
  });

  it.each([
    [{ intent: "open_sesame" }],
    [{ intent: "cancel" }],
    [{ intent: "save", revision: -1, values: {} }],
  ])("takes nothing that its forms do not send", async (json) => {
    const id = await make();
    expect((await thrownResponse(act(id, json))).status).toBe(400);
  });
});

describe("check-in in the admin", () => {
  it("greets a member by first name and initial, and knows them the second time", async () => {
    const id = await make({ capacity: "2" });
    const text = await guest();
    expect(
      (await desk.loader(await inAdmin(`/app/events/${id}/check-in`, id))).event,
    ).toMatchObject({ name: "Tasting", attended: 0, capacity: 2 });
    expect(await sendCode(id, text)).toEqual({
      outcome: "checked_in",
      name: "Ada L.",
      points: 0,
      attended: 1,
      capacity: 2,
    });
    expect(await sendCode(id, text)).toMatchObject({ outcome: "repeated", name: "Ada L." });
    expect((await open(id)).attendees).toMatchObject([
      { name: "Ada Lovelace", how: "typed", door: null },
    ]);
  });

  it.each([
    ["", "no_code"],
    ["RG1.K7QM4T2X9.abc", "foreign"],
    ["000000001", "mistyped"],
    ["000000000", "unknown_code"],
  ])("says of %j what it is", async (text, reason) => {
    expect(await sendCode(await make(), text)).toEqual({ outcome: "refused", reason });
  });

  it("refuses what is larger than any code", async () => {
    const id = await make();
    const args = await inAdmin(`/app/events/${id}/code`, id, { text: "x".repeat(1_001) });
    expect((await thrownResponse(code.action(args))).status).toBe(400);
  });

  it("hands out a list in which nobody's name is a formula", async () => {
    const id = await make();
    await sendCode(id, await guest("=HYPERLINK() Evil"));
    const response = await file.loader(await inAdmin(`/app/events/${id}/attendance`, id));
    expect(response.headers.get("content-disposition")).toContain("attendance.csv");
    const text = Buffer.from(await response.arrayBuffer()).toString("utf8");
    const [head, row] = text.split("\r\n");
    expect(head).toBe('\uFEFF"Name","E-mail","Checked in at","How","Door","Points","Member"');
    expect(row).toMatch(/^"'=HYPERLINK\(\) Evil","ada@example\.com","\d{4}-\d\d-\d\d \d\d:\d\d",/);
    const theirs = file.loader(await inAdmin("/app", id, undefined, other.handle));
    expect((await thrownResponse(theirs)).status).toBe(404);
  });
});

describe("a helper's link", () => {
  const byLink = (token: string, json?: unknown) => ({
    request: new Request(`https://app.example.com/check-in/${token}`, {
      method: json === undefined ? "GET" : "POST",
      ...(json !== undefined && { body: JSON.stringify(json) }),
    }),
    params: { token },
    context: {},
  });

  async function makeLink(id: string): Promise<{ token: string; linkId: string }> {
    expect(await act(id, { intent: "make_link", label: "Front door" })).toEqual({
      outcome: "made",
    });
    const [made] = (await open(id)).links;
    expect(made?.qr).toContain("<svg");
    return { token: made?.url.split("/").at(-1) ?? "", linkId: made?.id ?? "" };
  }

  const show = async (token: string) => {
    const { data, init } = await link.loader(byLink(token));
    return { ...data, status: init?.status ?? 200, headers: new Headers(init?.headers) };
  };

  it("opens one event without the admin, and says which door it was", async () => {
    const id = await make();
    const { token } = await makeLink(id);
    const opened = await show(token);
    expect(opened).toMatchObject({ status: 200, closed: null, desk: { event: { attended: 0 } } });
    expect(opened.headers.get("cache-control")).toBe("no-store");
    expect(opened.headers.get("content-security-policy")).toBe("frame-ancestors 'none'");
    const text = await guest();
    const answered = await linkCode.action(byLink(token, { text }));
    expect(await answered.json()).toMatchObject({ outcome: "checked_in", name: "Ada L." });
    expect((await open(id)).attendees).toMatchObject([{ door: "Front door" }]);
  });

  it("opens nothing once it is revoked, not even for the page that is still open", async () => {
    const id = await make();
    const { token, linkId } = await makeLink(id);
    expect(await act(id, { intent: "revoke_link", linkId })).toEqual({ outcome: "revoked" });
    expect(await show(token)).toMatchObject({ status: 410, closed: "revoked", desk: null });
    const answered = await linkCode.action(byLink(token, { text: await guest() }));
    expect(await answered.json()).toEqual({ outcome: "refused", reason: "link_closed" });
    expect((await open(id)).event.attended).toBe(0);
  });

  it("opens nothing when the event is over", async () => {
    const id = await make();
    const { token } = await makeLink(id);
    await database.ownerPool.query(
      `update store_event set opens_at = $1::timestamptz - interval '3 h',
        starts_at = $1::timestamptz - interval '2 h', ends_at = $1::timestamptz - interval '1 h'`,
      [new Date(now)],
    );
    expect(await show(token)).toMatchObject({ status: 410, closed: "expired" });
    expect(await act(id, { intent: "make_link", label: "Late" })).toEqual({
      outcome: "link_invalid",
      problem: "The event is over",
    });
  });

  it("that was changed opens nothing", async () => {
    const { token } = await makeLink(await make());
    for (const changed of [token.slice(0, -1), token.replace(/^\d+/, "999"), "x", ""]) {
      expect(await show(changed)).toMatchObject({ status: 404, closed: "unknown" });
    }
  });
});
