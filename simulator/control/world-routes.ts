// Control calls about the world around the shops: its clock, its faults, its mail, its state.

import { z } from "zod";
import { given, id, moment, nothing, parseInput, text } from "./parse-input.ts";
import { control } from "./shop-routes.ts";
import { sendDueGiftCardMails } from "../actions/credit-mails.ts";
import type { CostBuckets } from "../admin-api/cost.ts";
import { faultKinds, type Faults } from "../admin-api/faults.ts";
import { apiVersion } from "../admin-api/load-schema.ts";
import type { SimulatorContext } from "../context.ts";
import type { Route, SimulatorRequest } from "../server.ts";
import { dumpState, requireShop, resetState } from "../state.ts";
import type { Deliveries } from "../webhooks/deliveries.ts";
import { refuse } from "../world.ts";

const duration = z.strictObject({
  days: z.number().optional(),
  hours: z.number().optional(),
  minutes: z.number().optional(),
  seconds: z.number().optional(),
});

const clockMove = z.strictObject({
  set: moment.optional(),
  advance: duration.optional(),
  reset: z.literal(true).optional(),
});

const seconds = z.number().nonnegative().max(3_600).optional();
const lag = z.strictObject({ usesSeconds: seconds, searchSeconds: seconds });

const fault = z.strictObject({
  operation: text,
  kind: z.enum(faultKinds),
  when: z.enum(["before", "after"]).default("before"),
  times: z.int().min(1).max(1_000).default(1),
  delayMs: z.int().nonnegative().max(60_000).default(0),
  message: text.optional(),
  code: text.optional(),
});

export function worldRoutes(deliveries: Deliveries, faults: Faults, buckets: CostBuckets): Route[] {
  return [
    control("GET", "/state", (_request, context) => dumpState(context.state)),
    control("POST", "/reset", (request, context) => {
      parseInput(request, nothing);
      resetState(context.state);
      deliveries.reset();
      faults.clear();
      context.settings.withheldData = [];
      context.clock.set(new Date());
      return { reset: true };
    }),
    control("GET", "/clock", (_request, context) => ({ now: context.now().toISOString() })),
    control("POST", "/clock", moveClock),
    control("POST", "/ids", (request, context) => {
      const { next } = parseInput(request, z.strictObject({ next: id }));
      if (BigInt(next) <= context.state.nextId) refuse("Ids only grow: give a larger number");
      context.state.nextId = BigInt(next);
      return { next };
    }),
    control("GET", "/lag", (_request, context) => context.state.lag),
    control("POST", "/lag", (request, context) =>
      Object.assign(context.state.lag, given(parseInput(request, lag))),
    ),
    control("GET", "/faults", () => faults.list()),
    control("POST", "/faults", (request, context) => {
      const { times, message, code, ...rest } = parseInput(request, fault);
      if (rest.when === "after" && ["refused", "token_expired"].includes(rest.kind)) {
        refuse(`"${rest.kind}" is told before anything happens`);
      }
      return faults.arm(context, { ...rest, ...given({ message, code }), remaining: times });
    }),
    control("DELETE", "/faults", () => {
      faults.clear();
      return [];
    }),
    control("POST", "/throttle", (request, context) => {
      const fields = { shop: text, available: z.number().nonnegative().default(0) };
      const input = parseInput(request, z.strictObject(fields));
      const shop = requireShop(context.state, input.shop);
      buckets.drain(shop.id, input.available);
      return { apiVersion, ...buckets.status(shop.id) };
    }),
    control("GET", "/mails", (request, context) => {
      sendDueGiftCardMails(context);
      const to = request.url.searchParams.get("to");
      return context.state.mails.filter((mail) => to === null || mail.to.includes(to));
    }),
    control("DELETE", "/mails", (_request, context) => {
      context.state.mails = [];
      return [];
    }),
  ];
}

function moveClock(request: SimulatorRequest, context: SimulatorContext): unknown {
  const input = parseInput(request, clockMove);
  if (Object.values(input).filter((value) => value !== undefined).length !== 1) {
    refuse('Give one of set ("2027-01-01T00:00:00Z"), advance ({"days": 3}) or reset (true)');
  }
  if (input.reset) context.clock.set(new Date());
  if (input.set !== undefined) context.clock.set(new Date(input.set));
  if (input.advance !== undefined) {
    const { days = 0, hours = 0, minutes = 0, seconds = 0 } = input.advance;
    context.clock.advance((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
  }
  return { now: context.now().toISOString() };
}
