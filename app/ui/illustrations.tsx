// Small drawings for pages that have nothing to show. They say nothing that the words do not.
import type { ReactNode } from "react";

const line = { stroke: "#8a8a8a", strokeWidth: 2 };
const amber = { fill: "#ffd79d", stroke: "#8a6116", strokeWidth: 2 };

function Drawing({ children }: { children: ReactNode }) {
  return (
    <svg
      width="226"
      height="160"
      viewBox="0 0 226 160"
      fill="none"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

const STAR = "M104 74l5.6 11.3 12.5 1.8-9 8.8 2.1 12.4-11.2-5.9-11.1 5.9 2.1-12.4-9-8.8 12.4-1.8z";

export function CardsDrawing() {
  const card = { width: 120, height: 76, rx: 10, ...line };
  return (
    <Drawing>
      <rect x="40" y="30" transform="rotate(-8 100 68)" fill="#f1f1f1" {...card} />
      <rect x="64" y="50" transform="rotate(5 124 88)" fill="#ffffff" {...card} />
      <path d={STAR} {...amber} />
      <path d="M134 86h34M134 98h24" stroke="#b5b5b5" strokeWidth={4} />
    </Drawing>
  );
}

export function EmptyTrayDrawing() {
  return (
    <Drawing>
      <path d="M50 92l18-44h90l18 44v34a8 8 0 0 1-8 8H58a8 8 0 0 1-8-8z" fill="#ffffff" {...line} />
      <path d="M50 92h36l8 14h38l8-14h36" fill="#f1f1f1" {...line} />
      <path d="M96 66l12 12 22-24" stroke="#1f7a55" strokeWidth={6} />
    </Drawing>
  );
}

export function LostDrawing() {
  return (
    <Drawing>
      <rect x="58" y="34" width="110" height="92" rx="10" fill="#ffffff" {...line} />
      <path d="M58 64h110M95 34v92M132 34v92" stroke="#e3e3e3" strokeWidth={2} />
      <path
        d="M113 52a20 20 0 0 1 20 20c0 14-20 32-20 32s-20-18-20-32a20 20 0 0 1 20-20z"
        {...amber}
      />
      <circle cx="113" cy="72" r="7" {...amber} fill="#ffffff" />
    </Drawing>
  );
}
