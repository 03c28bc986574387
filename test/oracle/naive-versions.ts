// The versions of a program in the second implementation, each with its tiers.
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { NaiveTiers } from "./naive-tiers.ts";

export interface NaiveVersion {
  readonly from: number;
  readonly program: ProgramDocument;
  readonly tiers: NaiveTiers | null;
}

export class NaiveVersions {
  readonly #zone: string;
  readonly #first: NaiveVersion;
  /** Those that followed the first one, the latest last. */
  readonly #later: NaiveVersion[] = [];

  constructor(program: ProgramDocument, zone: string) {
    this.#zone = zone;
    this.#first = this.#versionOf(program, Number.NEGATIVE_INFINITY);
  }

  add(program: ProgramDocument, from: number): void {
    this.#later.push(this.#versionOf(program, from));
  }

  /** The one in force at a moment. */
  at(moment: number): NaiveVersion {
    return this.#later.findLast(({ from }) => from <= moment) ?? this.#first;
  }

  #versionOf(program: ProgramDocument, from: number): NaiveVersion {
    const tiers = program.tiers && new NaiveTiers(program.tiers, this.#zone);
    return { from, program, tiers };
  }
}
