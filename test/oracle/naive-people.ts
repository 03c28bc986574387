// Who is who, in the second implementation: customers who were merged are one member.
import type { NaiveEnds } from "./naive-ends.ts";
import { NaiveMember } from "./naive-member.ts";

export class NaivePeople {
  /** By customer; who was merged into another is not there. */
  readonly members = new Map<number, NaiveMember>();
  readonly #heirs = new Map<number, number>();
  readonly #ends: NaiveEnds;

  constructor(ends: NaiveEnds) {
    this.#ends = ends;
  }

  isMember(customer: number): boolean {
    return this.members.has(this.#heirOf(customer));
  }

  memberOf(customer: number, enrolledAt: number): NaiveMember {
    const heir = this.#heirOf(customer);
    const known = this.members.get(heir) ?? new NaiveMember(enrolledAt, this.#ends);
    this.members.set(heir, known);
    return known;
  }

  /** Two customers turn out to be one; answers their members where both had any. */
  merge(
    keptCustomer: number,
    goneCustomer: number,
    now: number,
  ): { readonly kept: NaiveMember; readonly gone: NaiveMember } | null {
    if (this.#heirs.has(goneCustomer)) return null;
    const gone = this.members.get(goneCustomer);
    const heir = this.#heirOf(keptCustomer);
    if (heir === goneCustomer || (!gone && !this.members.has(heir))) return null;
    const kept = this.memberOf(keptCustomer, gone?.enrolledAt ?? now);
    this.#heirs.set(goneCustomer, heir);
    this.members.delete(goneCustomer);
    return gone ? { kept, gone } : null;
  }

  #heirOf(customer: number): number {
    const heir = this.#heirs.get(customer);
    return heir === undefined ? customer : this.#heirOf(heir);
  }
}
