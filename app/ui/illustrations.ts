// Small drawings for pages that have nothing to show. Kept in the page: nothing is loaded from elsewhere.
function drawing(content: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 226 160" fill="none" stroke-linejoin="round" stroke-linecap="round">${content}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const card = (x: number, y: number, turn: number, fill: string) =>
  `<g transform="rotate(${turn} ${x + 60} ${y + 38})"><rect x="${x}" y="${y}" width="120" height="76" rx="10" fill="${fill}" stroke="#8a8a8a" stroke-width="2"/></g>`;

/** Two loyalty cards with a star. */
export const cardsIllustration = drawing(
  `${card(40, 30, -8, "#f1f1f1")}${card(64, 50, 5, "#ffffff")}
  <path d="M104 74l5.6 11.3 12.5 1.8-9 8.8 2.1 12.4-11.2-5.9-11.1 5.9 2.1-12.4-9-8.8 12.4-1.8z" fill="#ffd79d" stroke="#8a6116" stroke-width="2"/>
  <path d="M134 86h34M134 98h24" stroke="#b5b5b5" stroke-width="4"/>`,
);

/** A tray with nothing left in it. */
export const emptyTrayIllustration = drawing(
  `<path d="M50 92l18-44h90l18 44v34a8 8 0 0 1-8 8H58a8 8 0 0 1-8-8z" fill="#ffffff" stroke="#8a8a8a" stroke-width="2"/>
  <path d="M50 92h36l8 14h38l8-14h36" fill="#f1f1f1" stroke="#8a8a8a" stroke-width="2"/>
  <path d="M96 66l12 12 22-24" stroke="#1f7a55" stroke-width="6"/>`,
);

/** A map with a place that is not there. */
export const lostIllustration = drawing(
  `<rect x="58" y="34" width="110" height="92" rx="10" fill="#ffffff" stroke="#8a8a8a" stroke-width="2"/>
  <path d="M58 64h110M95 34v92M132 34v92" stroke="#e3e3e3" stroke-width="2"/>
  <path d="M113 52a20 20 0 0 1 20 20c0 14-20 32-20 32s-20-18-20-32a20 20 0 0 1 20-20z" fill="#ffd79d" stroke="#8a6116" stroke-width="2"/>
  <circle cx="113" cy="72" r="7" fill="#ffffff" stroke="#8a6116" stroke-width="2"/>`,
);
