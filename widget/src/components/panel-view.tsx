/** @jsxImportSource preact */
// The panel without its dialog: heading, sections, and what belongs to the moment. The admin's
// preview shows it as it is.
import type { ComponentChildren } from "preact";
import { views } from "../models/panel-state.ts";
import { partOf } from "../models/parts.ts";
import { Guest } from "./guest.tsx";
import { Home } from "./home.tsx";
import { Skeleton } from "./skeleton.tsx";
import type { Ui } from "./ui.ts";

export const PanelView = ({ ui }: { ui: Ui }) => {
  const { t, model, state, close } = ui;
  const isMember = state.answer
    ? state.answer.audience === "member"
    : ui.firstBalance !== undefined;
  return (
    <div class="frame" lang={ui.lang} dir={ui.dir}>
      <div class="top">
        <h2 id="title">{ui.title ?? t("view_rewards")}</h2>
        {close && <button class="icon" aria-label={t("close")} onClick={close} />}
      </div>
      {isMember && (
        <nav>
          {views.map((view) => (
            <button
              key={view}
              aria-current={state.view === view ? "page" : undefined}
              onClick={() => model.show(view)}
            >
              {t(`view_${view}`)}
            </button>
          ))}
        </nav>
      )}
      <div class="body" key={state.view} tabIndex={0}>
        {state.old && <Old ui={ui} isAway={state.old.isAway} />}
        {state.isOthers && (
          <Notice text={t("page_old")} label={t("page_reload")} act={() => location.reload()} />
        )}
        {content(ui)}
      </div>
    </div>
  );
};

const content = (ui: Ui): ComponentChildren => {
  const { model, state } = ui;
  const { status, answer } = state;
  if (status === "failed") return <Failed ui={ui} again={model.load} />;
  if (!answer) return <Skeleton ui={ui} />;
  if (answer.audience === "guest") return <Guest ui={ui} answer={answer} />;
  const name = partOf(state);
  if (!name) return <Home ui={ui} answer={answer} />;
  const Shown = state[name];
  if (Shown === "failed") return <Failed ui={ui} again={() => model.bring(name)} />;
  if (!Shown || Shown === "loading") return <Skeleton ui={ui} />;
  return <Shown ui={ui} answer={answer} />;
};

/** What is shown may have changed since: it says so, and why. */
const Old = ({ ui, isAway }: { ui: Ui; isAway: boolean | undefined }) => (
  <Notice
    text={ui.t(isAway ? "seen_failed" : "seen_at", { time: ui.state.answer?.numbers.today })}
    label={isAway && ui.t("retry")}
    act={ui.model.load}
  />
);

interface NoticeProps {
  text: string;
  /** Of the button, where something can be done about it. */
  label: string | false | undefined;
  act: () => void;
}

/** Said above everything else. */
const Notice = ({ text, label, act }: NoticeProps) => (
  <div class="line row">
    <p role="status">{text}</p>
    {label && (
      <button class="plain" onClick={act}>
        {label}
      </button>
    )}
  </div>
);

const Failed = ({ ui: { t }, again }: { ui: Ui; again: () => void }) => (
  <section class="middle" role="alert">
    <h3>{t("failed_title")}</h3>
    <p>{t("failed_body")}</p>
    <button class="main" onClick={again}>
      {t("retry")}
    </button>
  </section>
);
