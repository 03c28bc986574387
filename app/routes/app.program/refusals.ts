// Why a version could not be saved, started or brought back.
import type { DocumentProblem } from "../../core/program/document-problem.ts";

/** What can stand against a change, whichever page asked for it. */
export type Refused =
  | { outcome: "invalid"; problems: readonly DocumentProblem[] }
  | { outcome: "changed_meanwhile" | "not_a_draft" | "too_many_drafts" | "store_silent" };

export interface RefusalWords {
  title: string;
  text: string;
}

/** Problems stand beside their fields, so that they need no words here. */
export const refusalWords: Readonly<Record<Exclude<Refused["outcome"], "invalid">, RefusalWords>> =
  {
    changed_meanwhile: {
      title: "Somebody else saved meanwhile",
      text:
        "Nothing of yours was saved. What you typed still stands here: look at what saving it would " +
        "change now, and save again, or discard it.",
    },
    not_a_draft: {
      title: "This draft is no draft any more",
      text: "Somebody discarded it, scheduled it or put it into force. See the list of versions.",
    },
    too_many_drafts: {
      title: "There are as many drafts as can be",
      text: "Discard one that is not needed, and save again.",
    },
    store_silent: {
      title: "Shopify does not answer",
      text:
        "Before a program is in force, Shopify is asked whether the store has what its rewards " +
        "name. Nothing came into force. Save it as a draft, or try again in a minute.",
    },
  };

/** As above, on the page of a version. */
export const versionRefusals: Readonly<
  Record<
    "changed_meanwhile" | "not_a_draft" | "not_scheduled" | "not_an_older_version" | "store_silent",
    RefusalWords
  >
> = {
  changed_meanwhile: {
    title: "Somebody else made changes meanwhile",
    text: "Nothing was done. This page shows how things stand now: look again, and decide anew.",
  },
  not_a_draft: {
    title: "This is no draft any more",
    text: "Somebody discarded it, scheduled it or put it into force.",
  },
  not_scheduled: {
    title: "This version is not scheduled any more",
    text: "It has come into force, or somebody took it back.",
  },
  not_an_older_version: {
    title: "This version has not been in force before",
    text: "Only a version that was in force, and no longer is, can be returned to.",
  },
  store_silent: {
    title: "Shopify does not answer",
    text:
      "Before a program is in force, Shopify is asked whether the store has what its rewards " +
      "name. Nothing was done: try again in a minute.",
  },
};
