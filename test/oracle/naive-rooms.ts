// Limits over several orders: what an order is granted of what others have left, in the sequence
// in which they first counted.
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { up } from "./fraction.ts";
import { wallDate } from "./naive-calendar.ts";
import type { NaiveMember } from "./naive-member.ts";
import { worthAsOrdered } from "./naive-points.ts";
import type { Granted } from "./naive-points.ts";
import type { StoreOrder } from "./store.ts";

/** An order that asks for room. */
export interface Asking {
  /** The one that was in force when the order was placed. */
  readonly program: ProgramDocument;
  readonly paid: StoreOrder;
  readonly tierId: string | null;
  /** What it was granted before lines were added to it. */
  readonly before: Granted | null;
  /** As though nobody had been granted anything, and limits were endless. */
  readonly isEndless?: boolean | undefined;
}

export class NaiveRooms {
  readonly #used = new Map<string, bigint>();

  /** What the order would be granted; nothing is used up. */
  grant(asking: Asking, member: NaiveMember): Granted {
    const strange = notJoined(asking, member);
    const gone = new Set(strange);
    for (;;) {
      const trial = this.#trial({ ...asking, gone, notJoined: strange }, member);
      const leaving = asking.program.campaigns.find(
        ({ id }) => trial.wanted.has(id) && this.#leaves(id, trial, member),
      );
      if (!leaving) return this.#granted(trial, member);
      gone.add(leaving.id);
    }
  }

  /** Whether it asks for more than it was granted, were there room for everything. */
  asksForMore(asking: Asking, member: NaiveMember): boolean {
    const { before } = asking;
    if (!before) return true;
    const { order, campaigns } = this.grant({ ...asking, isEndless: true }, member);
    const isMore = [...campaigns].some(([id, all]) => all > (before.campaigns.get(id) ?? 0n));
    return isMore || (order ?? 0n) > (before.order ?? 0n);
  }

  /** What is granted is no longer there for others. */
  take({ program, paid, before }: Asking, granted: Granted, member: NaiveMember): void {
    for (const { id, budget, perMemberLimit } of program.campaigns) {
      const more = (granted.campaigns.get(id) ?? 0n) - (before?.campaigns.get(id) ?? 0n);
      useUp(this.#campaignRooms(id, member, { budget, perMemberLimit }), more);
    }
    useUp(this.#orderRooms(program, paid, member), (granted.order ?? 0n) - (before?.order ?? 0n));
  }

  /** An order is given to another member: what it was granted goes along. */
  move({ program, paid, before }: Asking, from: NaiveMember, to: NaiveMember): void {
    if (!before) return;
    const useOwn = (member: NaiveMember, sign: bigint): void => {
      const own = (rooms: Room[]): Room[] => rooms.filter(({ used }) => used === member.used);
      useUp(own(this.#orderRooms(program, paid, member)), sign * (before.order ?? 0n));
      for (const { id, budget, perMemberLimit } of program.campaigns) {
        const rooms = this.#campaignRooms(id, member, { budget, perMemberLimit });
        useUp(own(rooms), sign * (before.campaigns.get(id) ?? 0n));
      }
    };
    useOwn(from, -1n);
    useOwn(to, 1n);
  }

  /** What campaigns that are not gone would be granted. */
  #trial(asking: TrialInput, member: NaiveMember): Trial {
    const { program, paid, tierId, before, gone, notJoined: strange, isEndless } = asking;
    const unlimited = { tierId, order: null, campaigns: new Map(), gone, notJoined: strange };
    const worth = worthAsOrdered(paid, program, unlimited);
    const campaigns = new Map<string, bigint>();
    const wanted = new Map<string, bigint>();
    for (const { id, budget, perMemberLimit } of program.campaigns) {
      if (gone.has(id) || (budget === null && perMemberLimit === null)) continue;
      const want = worth.campaigns.get(id);
      if (want === undefined && !worth.running.has(id)) continue;
      const whole = want === undefined || want[0] <= 0n ? 0n : up(want);
      const had = before?.campaigns.get(id) ?? 0n;
      const rooms = this.#campaignRooms(id, member, { budget, perMemberLimit });
      wanted.set(id, whole);
      campaigns.set(id, had + roomFor(isEndless ? [] : rooms, whole - had));
    }
    return { ...asking, wanted, campaigns };
  }

  /** A campaign that can give nothing, or less than what would take its place, does not run. */
  #leaves(id: string, trial: Trial, member: NaiveMember): boolean {
    if ((trial.before?.campaigns.get(id) ?? 0n) > 0n) return false;
    const granted = trial.campaigns.get(id) ?? 0n;
    const isShort = granted < (trial.wanted.get(id) ?? 0n);
    if (trial.program.earning.stacking !== "best") return isShort && granted === 0n;
    if (granted === 0n) return true;
    const other = this.#trial({ ...trial, gone: new Set([...trial.gone, id]) }, member);
    return isShort && this.#points(trial) <= this.#points(other);
  }

  #points({ program, paid, ...trial }: Trial): bigint {
    return worthAsOrdered(paid, program, { ...trial, order: null }).points;
  }

  #granted(trial: Trial, member: NaiveMember): Granted {
    const { program, paid, tierId, before, gone, isEndless, campaigns } = trial;
    const { notJoined: strange } = trial;
    const rooms = this.#orderRooms(program, paid, member);
    const had = before?.order ?? 0n;
    const order = had + roomFor(isEndless ? [] : rooms, this.#points(trial) - had);
    const hasLimit = rooms.some(({ limit }) => limit !== null);
    return { tierId, order: hasLimit ? order : null, campaigns, gone, notJoined: strange };
  }

  #campaignRooms(id: string, member: NaiveMember, limits: CampaignLimits): Room[] {
    return [
      { used: this.#used, key: id, limit: limits.budget },
      { used: member.used, key: id, limit: limits.perMemberLimit },
    ];
  }

  #orderRooms(
    { earning }: ProgramDocument,
    { placedAt, zone }: StoreOrder,
    member: NaiveMember,
  ): Room[] {
    const { perDayCap, perYearCap, programBudget } = earning;
    const day = wallDate(placedAt, zone);
    return [
      { used: member.used, key: day, limit: perDayCap },
      { used: member.used, key: day.slice(0, 4), limit: perYearCap },
      { used: this.#used, key: day.slice(0, 4), limit: programBudget },
    ];
  }
}

interface Room {
  readonly used: Map<string, bigint>;
  readonly key: string;
  readonly limit: bigint | null;
}

interface CampaignLimits {
  readonly budget: bigint | null;
  readonly perMemberLimit: bigint | null;
}

interface TrialInput extends Asking {
  readonly gone: ReadonlySet<string>;
  readonly notJoined: ReadonlySet<string>;
}

/** What the member had not joined by then does not run; what was counted once stays. */
function notJoined({ program, paid, before }: Asking, { joined }: NaiveMember): Set<string> {
  if (before) return new Set(before.notJoined);
  const strange = program.campaigns.filter(
    ({ id, optIn }) => optIn && !((joined.get(id) ?? Number.POSITIVE_INFINITY) <= paid.placedAt),
  );
  return new Set(strange.map(({ id }) => id));
}

interface Trial extends TrialInput {
  readonly wanted: ReadonlyMap<string, bigint>;
  readonly campaigns: ReadonlyMap<string, bigint>;
}

/** As much of `wanted` as all rooms have left. */
function roomFor(rooms: readonly Room[], wanted: bigint): bigint {
  let granted = wanted > 0n ? wanted : 0n;
  for (const { used, key, limit } of rooms) {
    const left = limit === null ? granted : limit - (used.get(key) ?? 0n);
    if (left < granted) granted = left > 0n ? left : 0n;
  }
  return granted;
}

/** Merged members keep what both used up, whether or not a limit stands. */
function useUp(rooms: readonly Room[], points: bigint): void {
  for (const { used, key, limit } of rooms) {
    if (limit !== null) used.set(key, (used.get(key) ?? 0n) + points);
  }
}
