// Blocks on pages of the admin are shown to a height, and further once somebody wants to see more,
// as Shopify does it.

/** Shopify's documentation of its block names it. */
const SHOWN_PX = 300;

/** Stands around a frame. What is returned is told how high the frame is. */
export function cutToHeight(frame: HTMLIFrameElement): (heightPx: number) => void {
  const part = document.createElement("div");
  part.className = "extension-part";
  const more = document.createElement("button");
  more.className = "button quiet";
  more.type = "button";
  let isWhole = false;
  const show = (): void => {
    part.style.maxHeight = isWhole ? "none" : `${SHOWN_PX}px`;
    more.textContent = isWhole ? "Show less" : "Show more";
  };
  more.addEventListener("click", () => {
    isWhole = !isWhole;
    show();
  });
  frame.replaceWith(part);
  part.append(frame);
  part.after(more);
  show();
  return (heightPx) => {
    more.hidden = heightPx <= SHOWN_PX;
  };
}
