/** @jsxImportSource preact */
// What every card has: what it is called and what it brings, what it says, and how it stands.
import type { ComponentChildren } from "preact";
import type { Card } from "../../contract/card.ts";
import type { Ui } from "./ui.ts";

interface CardFrameProps {
  ui: Ui;
  card: Card;
  /** Takes the focus to the card when it is the one that a link meant. */
  heading?: ((heading: HTMLElement | null) => void) | undefined;
  children?: ComponentChildren;
}

export const CardFrame = ({ ui, card, heading, children }: CardFrameProps) => {
  const { title, text, worth, isDone, note } = card;
  const side = isDone ? ui.t("earn_done") : worth;
  return (
    <article class="card">
      <div class="row">
        <h4 {...(heading && { tabIndex: -1, ref: heading })}>{title}</h4>
        {side && <span class="price">{side}</span>}
      </div>
      {text && <p>{text}</p>}
      {children}
      {note && <p>{note}</p>}
    </article>
  );
};
