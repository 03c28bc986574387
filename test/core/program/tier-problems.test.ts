// Tiers rise from the lowest to the highest, and each can be reached, held and kept.
import { describe, expect, test } from "vitest";
import { parseProgramDocument } from "../../../app/core/program/document.ts";
import type { ProgramDocumentInput } from "../../../app/core/program/document.ts";
import type { Counter } from "../../../app/core/program/tier-terms.ts";
import { PROGRAM_INPUT } from "../../support/order-builder.ts";

type Tiers = NonNullable<ProgramDocumentInput["tiers"]>;
type TierInput = Tiers["list"][number];
type Way = Partial<Record<Counter, string>>;

function problemsOf(list: TierInput[], others: Omit<Tiers, "list"> = {}): string[] {
  const parsed = parseProgramDocument({ ...PROGRAM_INPUT, tiers: { ...others, list } });
  if (parsed.outcome === "valid") return [];
  return parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

function ways(...all: Way[]): NonNullable<TierInput["enter"]> {
  return {
    anyOf: all.map((way) => ({
      allOf: Object.entries(way).map(([counter, atLeast]) => ({
        counter: counter as Counter,
        atLeast,
      })),
    })),
  };
}

const MEMBER: TierInput = { id: "member", name: "Member", enter: ways({}) };
const silver = (...all: Way[]): TierInput => ({
  id: "silver",
  name: "Silver",
  enter: ways(...all),
});
const gold = (...all: Way[]): TierInput => ({ id: "gold", name: "Gold", enter: ways(...all) });

describe("a tier", () => {
  test("that is earned says what must be reached", () => {
    expect(problemsOf([{ id: "gold", name: "Gold" }])).toEqual([
      "tiers.list.0.enter: Say what members must reach to enter",
    ]);
  });

  test.each(["manual", "invitation"] as const)("with entry %s has no thresholds", (entry) => {
    const tier = { ...gold({ spend: "1" }), keep: ways({ spend: "1" }), entry };
    expect(problemsOf([tier])).toEqual([
      "tiers.list.0.enter: Only tiers that are earned have thresholds",
      "tiers.list.0.keep: Only tiers that are earned have thresholds",
    ]);
  });

  test("has a name of its own", () => {
    expect(
      problemsOf([silver({ spend: "1" }), { ...gold({ spend: "2" }), name: "SILVER" }]),
    ).toEqual(["tiers.list.1.name: Another tier has this name"]);
  });

  test.each([
    ["0", "Enter more than zero"],
    ["100.01", "Enter a percentage up to 100 such as 10 or 12.5, with at most two decimals"],
    ["12,5", "Enter a percentage up to 100 such as 10 or 12.5, with at most two decimals"],
  ])("takes no %s percent off", (discountPercent, problem) => {
    const tier = { ...gold({ spend: "1" }), perks: { discountPercent } };
    expect(problemsOf([tier])).toEqual([`tiers.list.0.perks.discountPercent: ${problem}`]);
  });

  test("that names a least subtotal says what is given from it on", () => {
    const perks = { minimumSubtotalMinor: "5000" };
    const problem = "Say what members get from this subtotal on, or leave it out";
    expect(problemsOf([{ ...gold({ spend: "1" }), perks }])).toEqual([
      `tiers.list.0.perks.minimumSubtotalMinor: ${problem}`,
    ]);
    const given = { ...perks, freeShipping: true };
    expect(problemsOf([{ ...gold({ spend: "1" }), perks: given }])).toEqual([]);
  });

  test("gives one threshold for each counter of a way", () => {
    const twice = [
      { counter: "spend", atLeast: "5" },
      { counter: "spend", atLeast: "6" },
    ] as const;
    const enter = { anyOf: [{ allOf: [] }, { allOf: [...twice] }] };
    expect(problemsOf([{ id: "gold", name: "Gold", enter }])).toEqual([
      "tiers.list.0.enter.anyOf.1.allOf.1.counter: Give one threshold for each counter",
    ]);
  });
});

describe("tiers", () => {
  const easier = (words: string) =>
    `tiers.list.1.enter: This asks for ${words} than Silver does, which is below`;
  const asMuch =
    "tiers.list.1.enter: Whoever reaches Silver reaches Gold as well: ask for more here";

  test.each<[string, TierInput, TierInput, string[]]>([
    ["less of the same", silver({ spend: "500" }), gold({ spend: "499" }), [asMuch]],
    ["as much of the same", silver({ orders: "5" }), gold({ orders: "5" }), [asMuch]],
    [
      "more of one and less of another",
      silver({ spend: "300", orders: "5" }),
      gold({ spend: "500", orders: "4" }),
      [easier("fewer orders")],
    ],
    [
      "a lower balance beside more spend",
      silver({ spend: "300", balance: "5" }),
      gold({ spend: "500", balance: "4" }),
      [easier("a lower balance")],
    ],
    ["a part of it only", silver({ spend: "300", orders: "5" }), gold({ spend: "300" }), [asMuch]],
    [
      "a way that those below all go",
      silver({ spend: "300" }, { orders: "9" }),
      gold({ spend: "200" }, { orders: "9" }),
      [asMuch],
    ],
    ["more of the same", silver({ spend: "500" }), gold({ spend: "501" }), []],
    ["something else beside it", silver({ nights: "10" }), gold({ nights: "10", spend: "9" }), []],
    ["something else", silver({ nights: "10" }), gold({ spend: "9" }), []],
    [
      "more in each of several ways",
      silver({ spend: "300" }, { orders: "3" }),
      gold({ spend: "500" }, { orders: "5" }),
      [],
    ],
    [
      "less in one of several ways, although another way leads to the lower alone",
      silver({ spend: "300" }, { orders: "3" }),
      gold({ spend: "200" }, { visits: "5" }),
      ["tiers.list.1.enter: This asks for less spend than Silver does, which is below"],
    ],
  ])("above another cannot ask for less: %s", (_name, lower, higher, problems) => {
    expect(problemsOf([MEMBER, lower, higher])).toEqual(
      problems.map((problem) => problem.replace("list.1", "list.2")),
    );
    expect(problemsOf([lower, higher])).toEqual(problems);
  });

  test("are compared with all below them, not only with the next", () => {
    const invited: TierInput = { id: "invited", name: "Invited", entry: "invitation" };
    expect(problemsOf([silver({ spend: "500" }), invited, gold({ spend: "400" })])).toEqual([
      asMuch.replace("list.1", "list.2"),
    ]);
  });

  test("above everyone's can be reached by somebody else than everyone", () => {
    const everyone = "Everyone reaches Member, so nobody is ever in a tier below: put it first";
    expect(problemsOf([silver({ spend: "1" }), MEMBER])).toEqual([
      `tiers.list.1.enter: ${everyone}`,
    ]);
    const invited: TierInput = { id: "invited", name: "Invited", entry: "invitation" };
    expect(problemsOf([invited, MEMBER])).toEqual([`tiers.list.1.enter: ${everyone}`]);
    expect(problemsOf([MEMBER, invited])).toEqual([]);
  });
});

describe("what keeps a tier", () => {
  const keep = (asked: Way[], enter: Way[] = [{ spend: "500", orders: "5" }]) => [
    { ...gold(...enter), keep: ways(...asked) },
  ];
  const harder = "tiers.list.0.keep: This asks for more than entering Gold does";

  test.each<[string, TierInput[], string[]]>([
    ["more of a counter", keep([{ spend: "501" }]), [harder]],
    ["another counter beside all", keep([{ spend: "500", orders: "5", items: "1" }]), [harder]],
    ["something where entering asks nothing", keep([{ spend: "1" }], [{}]), [harder]],
    ["one of two ways only", keep([{ spend: "5" }], [{ spend: "5" }, { orders: "2" }]), [harder]],
    ["less", keep([{ spend: "400", orders: "5" }]), []],
    ["the same", keep([{ spend: "500", orders: "5" }]), []],
    ["nothing", keep([{}]), []],
    ["another thing", keep([{ nights: "5" }]), []],
  ])("is not more than what enters it: %s", (_name, list, problems) => {
    expect(problemsOf(list)).toEqual(problems);
  });

  test("is met by whoever enters, where a tier lasts only while it is met", () => {
    const validity = { kind: "while_met" } as const;
    expect(problemsOf(keep([{ nights: "5" }]), { validity })).toEqual([
      "tiers.list.0.keep: Members could enter Gold without meeting this, and would fall at once",
    ]);
    expect(problemsOf(keep([{ spend: "400" }]), { validity })).toEqual([]);
  });

  test("rises with the tiers", () => {
    const list = [
      { ...silver({ spend: "500" }), keep: ways({ spend: "400" }) },
      { ...gold({ spend: "1000" }), keep: ways({ spend: "300" }) },
    ];
    expect(problemsOf(list)).toEqual([
      "tiers.list.1.keep: This asks for less spend than Silver does, which is below",
    ]);
  });
});

describe("tiers with several ways", () => {
  test("are out of order where a way of the lower is more than enough for one of the higher", () => {
    const list = [
      silver({ spend: "500" }, { orders: "5" }),
      gold({ spend: "100" }, { orders: "10" }),
    ];
    expect(problemsOf(list)).toEqual([
      "tiers.list.1.enter: This asks for less spend than Silver does, which is below",
    ]);
    const single = [silver({ spend: "500" }), gold({ orders: "10" }, { spend: "499" })];
    expect(problemsOf(single)).toEqual([
      "tiers.list.1.enter: Whoever reaches Silver reaches Gold as well: ask for more here",
    ]);
  });

  test("may keep less of one thing where they ask for another beside it", () => {
    const list = [
      silver({ spend: "500" }, { orders: "5" }),
      gold({ spend: "100", orders: "10" }, { spend: "1000" }),
    ];
    expect(problemsOf(list)).toEqual([]);
  });

  test("may share a way", () => {
    const list = [silver({ spend: "500" }, { orders: "5" }), gold({ spend: "500" })];
    expect(problemsOf(list)).toEqual([]);
  });

  test("keep in the same order as they enter", () => {
    const list = [
      { ...silver({ spend: "500" }), keep: ways({ spend: "400" }, { orders: "4" }) },
      { ...gold({ spend: "1000" }), keep: ways({ spend: "300" }, { orders: "8" }) },
    ];
    expect(problemsOf(list)).toEqual([
      "tiers.list.1.keep: This asks for less spend than Silver does, which is below",
    ]);
  });
});

test("tiers that count years of membership do not end with a calendar year", () => {
  const window = { kind: "membership_year" } as const;
  const list = [gold({ spend: "1" })];
  expect(problemsOf(list, { window })).toEqual([
    "tiers.validity.kind: Tiers that count years of membership do not end with a calendar year",
  ]);
  for (const validity of [
    { kind: "while_met" },
    { kind: "months", months: 12 },
    { kind: "forever" },
  ] as const) {
    expect(problemsOf(list, { window, validity })).toEqual([]);
  }
});

describe("notices before a fall", () => {
  test("come after the tier has begun", () => {
    const list = [gold({ spend: "1" })];
    const validity = { kind: "months", months: 1 } as const;
    expect(problemsOf(list, { validity, noticeDays: [28, 7] })).toEqual([
      "tiers.noticeDays.0: Members may be in a tier for 28 days only: give notice later",
    ]);
    expect(problemsOf(list, { validity, noticeDays: [28, 7], graceDays: 1 })).toEqual([]);
    expect(problemsOf(list, { noticeDays: [60] })).toEqual([]);
  });
});
