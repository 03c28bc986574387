// How the stand-ins look: plain, and in the colours of the page around them.

export const STYLES = `
:host { display: block; min-inline-size: 0; font: inherit; color: inherit;
  overflow-wrap: anywhere; }
:host([hidden]) { display: none; }
:host(s-text), :host(s-link), :host(s-button), :host(s-badge), :host(s-chip), :host(s-icon),
:host(s-spinner), :host(s-time), :host(s-abbreviation), :host(s-avatar), :host(s-press-button),
:host(s-clickable-chip) { display: inline-block; max-inline-size: 100%; }
:host(s-text), :host(s-link), :host(s-time) { display: inline; }
:host(s-clipboard-item), :host(s-option), :host(s-choice), :host(s-summary),
  :host(s-tooltip) { display: none; }
[hidden], .gone { display: none !important; }
h1, h2, h3, h4, h5, h6 { margin: 0; font-size: 1.0625rem; font-weight: 700; line-height: 1.3; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.25rem; }
p { margin: 0; }
.small { font-size: 0.875rem; }
.subdued, small { color: var(--soft); }
small { display: block; }
.strong, .redundant { font-weight: 700; }
.strong { font-weight: 700; }
.generic { font-weight: inherit; }
.tabular-nums { font-variant-numeric: tabular-nums; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
.block { display: flex; flex-direction: column; }
.inline { display: flex; flex-flow: row wrap; }
.grid { display: grid; }
.scroll { overflow: auto; }
.bordered { border: 1px solid var(--line); }
.rounded { border-radius: var(--radius); }
.background-subdued { background: var(--deep); }
.background-base, .background-strong { background: var(--card); }
.section > .head, .pos-block > .head, .admin-block > .head { margin-block-end: 0.5rem; }
.admin-block, .admin-action { background: var(--card); border-radius: var(--radius);
  padding: 1rem;
  border: 1px solid var(--line); }
.pos-block { background: var(--card); border-radius: var(--radius); padding: 1rem;
  border: 1px solid var(--line); }
:host-context([data-surface="customer-account"]) .section:not(.inner) { padding: 1.25rem;
  border: 1px solid var(--line); border-radius: var(--radius); background: var(--card); }
.page { display: flex; flex-direction: column; gap: 1.5rem; }
.page-head { display: flex; flex-wrap: wrap; gap: 1rem; justify-content: space-between; }
.actions { display: flex; flex-wrap: wrap; gap: 0.5rem; }
hr { inline-size: 100%; border: 0; border-block-start: 1px solid var(--line); margin: 0; }
.list { display: flex; flex-direction: column; gap: 0.375rem; }
.item { display: grid; grid-template-columns: 1rem 1fr; gap: 0.25rem; }
.badge { display: inline-block; padding: 0.0625rem 0.5rem; border-radius: 1rem;
  font-size: 0.8125rem;
  background: var(--deep); color: var(--ink); border: 1px solid var(--line); }
.badge.tone-success, .badge.tone-info { border-color: currentcolor; }
.banner { display: flex; gap: 0.75rem; padding: 0.75rem 1rem; border-radius: var(--radius);
  background: var(--deep); border-inline-start: 4px solid var(--soft); }
.banner-words { flex: 1; display: flex; flex-direction: column; gap: 0.25rem;
  min-inline-size: 0; }
.banner.tone-critical { border-color: var(--danger); }
.banner.tone-warning, .banner.tone-caution { border-color: var(--warn); }
.banner.tone-success { border-color: var(--good); }
.tone-critical:not(.banner) { color: var(--danger); }
.tone-success:not(.banner) { color: var(--good); }
.dismiss { font: inherit; font-size: 1.25rem; line-height: 1; min-inline-size: 1.5rem;
  min-block-size: 1.5rem; border: 0; background: none; color: inherit; cursor: pointer; }
button, a { font: inherit; color: inherit; }
.link, a.link { background: none; border: 0; padding: 0; color: var(--accent);
  text-decoration: underline;
  text-underline-offset: 0.2em; cursor: pointer; }
.button, .press-button { display: inline-flex; align-items: center; justify-content: center;
  gap: 0.5rem;
  min-block-size: 2.75rem; padding: 0.25rem 1rem; border-radius: var(--radius); cursor: pointer;
  border: 1px solid var(--accent); background: var(--card); color: var(--accent);
  font-weight: 600;
  text-decoration: none; box-sizing: border-box; max-inline-size: 100%;
  overflow-wrap: anywhere; }
.button.primary, .button.auto.tone-critical { background: var(--accent);
  color: var(--accent-ink); }
.button.primary.tone-critical { background: var(--danger); border-color: var(--danger);
  color: var(--accent-ink); }
.button.tone-critical:not(.primary) { border-color: var(--danger); color: var(--danger);
  background: var(--card); }
.button.tertiary { border-color: transparent; background: none; }
.button.fill { inline-size: 100%; }
.press-button[aria-pressed="true"] { background: var(--accent); color: var(--accent-ink); }
button:disabled { opacity: 0.6; cursor: not-allowed; }
.busy::before { content: ""; inline-size: 1em; block-size: 1em; border-radius: 50%;
  border: 2px solid currentcolor; border-inline-end-color: transparent;
  animation: turn 1s linear infinite; }
.clickable { display: block; inline-size: 100%; text-align: start; background: none; border: 0;
  padding: 0; cursor: pointer; text-decoration: none; box-sizing: border-box; }
.tile { display: flex; flex-direction: column; align-items: flex-start;
  justify-content: space-between;
  inline-size: 100%; min-block-size: 6rem; padding: 1rem; border: 0;
  border-radius: var(--radius);
  background: var(--accent); color: var(--accent-ink); text-align: start; cursor: pointer; }
.tile .subdued { color: inherit; }
.field, fieldset { display: flex; flex-direction: column; gap: 0.25rem; border: 0; margin: 0;
  padding: 0;
  min-inline-size: 0; }
label, legend { font-weight: 600; padding: 0; }
.choices { display: flex; flex-direction: column; gap: 0.375rem; }
.choices label, .check { display: flex; gap: 0.5rem; align-items: flex-start; font-weight: 400;
  min-block-size: 1.5rem; }
.choices input, .check input { inline-size: 1.25rem; block-size: 1.25rem; margin: 0.125rem 0 0;
  flex: none;
  accent-color: var(--accent); }
input:not([type="checkbox"], [type="radio"]), select, textarea { font: inherit;
  color: var(--ink);
  background: var(--card); border: 1px solid var(--soft); border-radius: var(--radius);
  padding: 0.5rem 0.75rem; min-block-size: 2.75rem; inline-size: 100%; box-sizing: border-box; }
textarea { min-block-size: 5rem; }
[aria-invalid="true"] { border-color: var(--danger) !important; }
.error { color: var(--danger); }
.image { display: block; max-inline-size: 100%; block-size: auto; border-radius: var(--radius);
  object-fit: cover; }
.icon { font-style: normal; font-weight: 700; }
.spinner { display: inline-block; inline-size: 1.25rem; block-size: 1.25rem; border-radius: 50%;
  border: 3px solid var(--line); border-block-start-color: var(--accent);
  animation: turn 1s linear infinite; }
.skeleton { display: block; block-size: 1em; inline-size: 70%; border-radius: 0.25rem;
  background: var(--line); }
progress { inline-size: 100%; block-size: 0.75rem; accent-color: var(--accent); }
.qr { inline-size: 10rem; max-inline-size: 100%; padding: 0.5rem; background: #fff; }
.qr svg { display: block; inline-size: 100%; block-size: auto; }
.avatar { display: inline-grid; place-items: center; inline-size: 2.5rem; block-size: 2.5rem;
  border-radius: 50%; background: var(--deep); }
details summary { cursor: pointer; font-weight: 600; padding-block: 0.375rem; }
dialog { border: 0; border-radius: var(--radius); padding: 1.25rem; max-inline-size: 32rem;
  color: var(--ink); background: var(--card); }
.dialog-head { display: flex; justify-content: space-between; gap: 1rem;
  margin-block-end: 0.75rem; }
.table { display: table; inline-size: 100%; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
@keyframes turn { to { rotate: 1turn; } }
@media (prefers-reduced-motion: reduce) { .spinner, .busy::before { animation: none; } }
`;

/** Of the page in the frame, by the place that it stands in. */
export const PAGE_STYLES = `
:root { --ink: #2b1e17; --soft: #66564b; --line: #e2d3c1; --accent: #9c3f1b; --accent-ink: #fff;
  --card: #fffdfa; --deep: #f2e7d8; --danger: #a3201a; --good: #2c6a3c; --warn: #8a5a00;
  --radius: 0.6rem; color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
:root[data-palette="leaf"] { --ink: #1d261e; --soft: #53604f; --line: #d3dcc6;
  --accent: #2f6243;
  --card: #fefffb; --deep: #e6ecdc; }
:root[data-palette="plain"] { --ink: #202223; --soft: #5c6065; --line: #d9dbde;
  --accent: #1f5199;
  --card: #fff; --deep: #f3f4f6; }
* { box-sizing: border-box; }
/* Room for the outline of what has the focus. */
body { margin: 0; padding: 4px; background: transparent; overflow: hidden; display: flow-root; }
`;
