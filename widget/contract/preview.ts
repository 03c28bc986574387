// What the admin and the preview frame say to each other. The admin renders an <iframe> that loads
// `/widget/loyalty-preview.js`; the frame says `ready`, the admin posts `show`, as often as it
// likes.
import type { PanelAnswer } from "./panel.ts";

/**
 * Both are plain files of the app. The script wants a <body>: it goes at its end, or with `defer`.
 */
export const previewScriptPath = "/widget/loyalty-preview.js";
export const previewStylePath = "/widget/loyalty-panel.css";

export interface PreviewReady {
  type: "regulars:preview-ready";
}

export interface PreviewShow {
  type: "regulars:preview-show";
  answer: PanelAnswer;
  /** BCP 47, for example "de" or "de-DE". */
  locale: string;
  /** A CSS colour; the default of the theme block when left out. */
  accent?: string;
}

export const isPreviewReady = (value: unknown): value is PreviewReady =>
  typeof value === "object" &&
  value !== null &&
  (value as { type?: unknown }).type === "regulars:preview-ready";
