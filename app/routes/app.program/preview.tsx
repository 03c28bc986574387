// The widget beside the form: the storefront's own panel in a frame, fed with what is typed and not
// yet saved.
import { useEffect, useRef, useState } from "react";
import type { ProgramDocument } from "../../core/program/document.ts";
import { PreviewCard } from "../../ui/preview-card.tsx";
import {
  isPreviewReady,
  type PreviewShow,
  previewScriptPath,
  previewStylePath,
} from "../../../widget/contract/preview.ts";
import { type PreviewAudience, previewAnswer } from "./preview-answer.ts";

export interface ProgramPreviewProps {
  /**
   * Null while what is typed makes no program; the preview then keeps showing the last one that
   * did.
   */
  document: ProgramDocument | null;
  fallback: ProgramDocument;
  currency: string;
}

const PREVIEW_LOCALE = "en";

const framePage = `<!doctype html>
<html lang="${PREVIEW_LOCALE}">
  <head>
    <meta charset="utf-8">
    <title>Preview of the widget</title>
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <link rel="stylesheet" href="${previewStylePath}">
    <script src="${previewScriptPath}" type="module"></script>
  </head>
  <body></body>
</html>`;

export function ProgramPreview({ document, fallback, currency }: ProgramPreviewProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const lastValid = useRef(fallback);
  const [audience, setAudience] = useState<PreviewAudience>("member");
  const [isListening, setIsListening] = useState(false);
  const [isReady, setIsReady] = useState(false);
  if (document) lastValid.current = document;
  const shown = lastValid.current;

  useEffect(() => {
    const hear = (event: MessageEvent<unknown>) => {
      if (event.source === frame.current?.contentWindow && isPreviewReady(event.data)) {
        setIsReady(true);
      }
    };
    addEventListener("message", hear);
    // Only now: a frame that loaded before we listened would have told nobody, and one that stands
    // in the server's page makes the browser lay the page out before its styles are there.
    setIsListening(true);
    return () => removeEventListener("message", hear);
  }, []);

  useEffect(() => {
    if (!isReady) return;
    const message: PreviewShow = {
      type: "regulars:preview-show",
      answer: previewAnswer(shown, currency, audience),
      locale: PREVIEW_LOCALE,
    };
    frame.current?.contentWindow?.postMessage(message, "*");
  }, [isReady, shown, currency, audience]);

  return (
    <PreviewCard audience={audience} onAudienceChange={setAudience}>
      {isListening ? (
        <iframe
          ref={frame}
          className="regulars-preview"
          title="Preview of the widget"
          srcDoc={framePage}
        />
      ) : (
        <div className="regulars-preview" />
      )}
    </PreviewCard>
  );
}
