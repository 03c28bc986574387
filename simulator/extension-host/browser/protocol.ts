// What the page and the frame of an extension say to each other, over a port of their own.
import type { HostFacts } from "../host-facts.ts";

/** The first word of a frame, to the page around it. */
export const READY = "extension-frame-ready";

export interface Start {
  readonly kind: "start";
  readonly facts: HostFacts;
}

export type ToPage =
  | {
      readonly kind: "call";
      readonly id: number;
      readonly method: string;
      readonly args: unknown[];
    }
  | { readonly kind: "size"; readonly height: number }
  | { readonly kind: "link"; readonly href: string; readonly isNewPage: boolean };

export type ToFrame =
  | {
      readonly kind: "answer";
      readonly id: number;
      readonly result?: unknown;
      readonly error?: string;
    }
  | { readonly kind: "signals"; readonly signals: Readonly<Record<string, unknown>> };
