// Failures on demand: the next calls of an operation go wrong, before or after they take effect.

import { newId, type World } from "../world.ts";

export const faultKinds = [
  "timeout",
  "http_500",
  "http_429",
  "throttled",
  "internal_error",
  "reset",
  "reset_mid_body",
  "wrong_json",
  "slow",
  "refused",
  "token_expired",
] as const;

export type FaultKind = (typeof faultKinds)[number];

export type Fault = {
  id: string;
  /** An operation's name, a root field, "access_token", or "*" for any call. */
  operation: string;
  kind: FaultKind;
  /** "before": nothing happens in the shop. "after": it happens, but the answer is lost. */
  when: "before" | "after";
  remaining: number;
  delayMs: number;
  /** Of a refusal: what its user error says. */
  message?: string;
  code?: string;
};

export class Faults {
  #armed: Fault[] = [];

  arm(world: World, fault: Omit<Fault, "id">): Fault {
    const armed = { ...fault, id: newId(world) };
    this.#armed.push(armed);
    return armed;
  }

  list(): Fault[] {
    return this.#armed;
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault that strikes this call, used up once. */
  take(names: string[]): Fault | null {
    const fault = this.#armed.find(
      (entry) => entry.operation === "*" || names.includes(entry.operation),
    );
    if (!fault) return null;
    fault.remaining -= 1;
    if (fault.remaining <= 0) this.#armed = this.#armed.filter((entry) => entry !== fault);
    return fault;
  }
}
