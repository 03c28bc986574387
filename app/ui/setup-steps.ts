// What is to be done between installation and the first points.
import { themeEditorUrl } from "./admin-links.ts";
import type { SetupStep } from "./setup-guide.tsx";
import type { EmbedState } from "./use-theme-embed.ts";

export interface SetupState {
  programActive: boolean;
  firstOrder: boolean;
  embed: EmbedState;
  domain: string;
  apiKey: string;
}

/** The file name of the app embed block in the theme extension. */
const EMBED_HANDLE = "loyalty";

export function setupSteps(state: SetupState): SetupStep[] {
  return [
    {
      title: "Decide how points are earned",
      text: "Set the rate, what your points are called, and what members get for them.",
      state: state.programActive ? "done" : "open",
      action: { label: "Edit program", url: "/app/program" },
    },
    {
      title: "Show the widget in your theme",
      text:
        state.embed === "unknown"
          ? "Check in the theme editor whether Regulars is switched on under App embeds, then save."
          : "Switch Regulars on under App embeds in the theme editor, then save.",
      state: state.embed === "on" ? "done" : state.embed === "off" ? "open" : "unknown",
      // A button that leaves with the answer would move the page below it.
      ...(state.embed !== "asking" && {
        action: {
          label: "Open theme editor",
          url: themeEditorUrl(state.domain, state.apiKey, EMBED_HANDLE),
          external: true,
        },
      }),
    },
    {
      title: "Receive the first order",
      text: "Points appear here and in the widget as soon as an order of a customer is paid.",
      state: state.firstOrder ? "done" : "open",
    },
  ];
}
