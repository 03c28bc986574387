// Keeps the launcher off what shoppers want to press. At rest it rises above a control that it
// would cover; while somebody scrolls down, styles hide it on phones. Styles move it, by a
// transform, so that nothing on the page shifts.

const REST_MS = 300;
const ROW_PX = 8;
/** What is pressed or filled in, other apps' frames, and what has the focus. */
const CONTROLS =
  "button, input, select, textarea, iframe, a[class*=btn], a[class*=button], [role=button], :focus";

const corner = document.querySelector<HTMLElement>(".regulars-corner");

/** How far it has to rise to cover nothing; not at all where half the window is full. */
const riseOf = (launcher: HTMLElement): number => {
  const { left, right, bottom, height } = launcher.getBoundingClientRect();
  const isTaken = (row: number) =>
    [left, (left + right) / 2, right - 1].some((place) =>
      document
        .elementsFromPoint(place, row)
        .some((element) => element.matches(CONTROLS) && !launcher.contains(element)),
    );
  const least = innerHeight / 2;
  let edge = bottom;
  for (let row = bottom; edge - row <= height; row -= ROW_PX) {
    if (row < least) return 0;
    if (isTaken(row)) edge = row - ROW_PX;
  }
  return bottom - edge;
};

/** The corner itself stays where it is: what is in it moves. */
const keepOff = (launcher: HTMLElement) => {
  let scrolled = scrollY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    launcher.style.setProperty("--regulars-rise", `${riseOf(launcher)}px`);
    launcher.removeAttribute("data-away");
  };
  const stir = () => {
    launcher.toggleAttribute("data-away", scrollY > scrolled);
    scrolled = scrollY;
    clearTimeout(timer);
    timer = setTimeout(settle, REST_MS);
  };
  for (const type of ["scroll", "resize", "load", "focusin", "click"]) addEventListener(type, stir);
  stir();
};

if (corner) keepOff(corner);

// A module to the compiler; the build makes a plain script of it.
export {};
