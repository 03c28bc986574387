// Of which moment a member's page speaks. Whoever asks for another one, from far below, is taken
// here, or the page would seem to stay as it was.
import { Banner } from "@shopify/polaris";
import { useEffect, useRef } from "react";
import type { AsOfBasis } from "./as-of-card.tsx";
import { formatCalendarDate } from "./format.ts";

export interface ShownMomentProps {
  /** As the store's clock showed it; null for now. */
  asOf: { text: string; by: AsOfBasis } | null;
}

export function ShownMoment({ asOf }: ShownMomentProps) {
  const place = useRef<HTMLDivElement>(null);
  const moment = asOf ? `${asOf.text} ${asOf.by}` : "";
  const shown = useRef(moment);
  useEffect(() => {
    if (shown.current === moment) return;
    shown.current = moment;
    place.current?.focus();
  }, [moment]);
  return (
    <div ref={place} tabIndex={-1} {...(!asOf && { className: "regulars-hidden" })}>
      {asOf ? (
        <Banner tone="warning" title={`As of ${momentWords(asOf.text)}`}>
          <p>
            {asOf.by === "recordedAt"
              ? "This is what the books said then. What was heard of later is left out."
              : "This is what had happened by then, also where it was heard of later."}
          </p>
        </Banner>
      ) : (
        "As things stand now"
      )}
    </div>
  );
}

/** `Mar 1, 2026 at 09:00`, of 2026-03-01T09:00. */
function momentWords(text: string): string {
  return `${formatCalendarDate(text.slice(0, 10))} at ${text.slice(11)}`;
}
