// The page at the door: one code after the other, scanned or typed, each with one large answer.
// Used by the store's staff in the admin, and by helpers behind a link.
import { type FormEvent, useEffect, useRef, useState } from "react";
import { type DeskAnswer, deskWords, placesWords } from "./check-in-words.ts";
import type { PointsName } from "./format.ts";
import { type CameraState, useCodeCamera } from "./use-code-camera.ts";

const MAX_TEXT_CHARACTERS = 200;

export interface CheckInDeskProps {
  /** Whether it is a page of its own, or stands in one that has a heading. */
  isPage: boolean;
  event: {
    name: string;
    place: string;
    /** On the store's clock, as people write it. */
    when: string;
    attended: number;
    capacity: number | null;
  };
  pointsName: PointsName;
  /** To the code before; null before the first. */
  answer: DeskAnswer | null;
  isBusy: boolean;
  onCode: (text: string) => void;
}

export function CheckInDesk(props: CheckInDeskProps) {
  const { isPage, event, pointsName, answer, isBusy, onCode } = props;
  const [Frame, Heading] = isPage ? (["main", "h1"] as const) : (["section", "h2"] as const);
  const [text, setText] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const camera = useCodeCamera((scanned) => !isBusy && onCode(scanned));
  // The next code is typed, or read by a scanner that types, right after the answer.
  useEffect(() => {
    if (isBusy || answer === null) return;
    setText("");
    input.current?.focus();
  }, [answer, isBusy]);

  function submit(sent: FormEvent): void {
    sent.preventDefault();
    if (!isBusy) onCode(text);
  }

  return (
    <Frame className="desk">
      <div>
        <Heading>{event.name}</Heading>
        <p className="desk-hint">
          {event.place}, {event.when}. {placesWords(event)}.
        </p>
      </div>
      <Answer answer={answer} isBusy={isBusy} pointsName={pointsName} />
      <form method="post" onSubmit={submit}>
        <label htmlFor="code">Member’s code</label>
        <input
          ref={input}
          id="code"
          name="code"
          value={text}
          onChange={({ target }) => setText(target.value)}
          maxLength={MAX_TEXT_CHARACTERS}
          autoComplete="off"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby="code-hint"
        />
        <p className="desk-hint" id="code-hint">
          Type it, or read it with a hand-held scanner.
        </p>
        <button type="submit" aria-disabled={isBusy}>
          Check in
        </button>
      </form>
      <video ref={camera.video} muted playsInline hidden={camera.state !== "on"} />
      <CameraButton state={camera.state} onStart={camera.start} onStop={camera.stop} />
    </Frame>
  );
}

type AnswerProps = Pick<CheckInDeskProps, "answer" | "isBusy" | "pointsName">;

/** Read aloud as a whole, also where the same is said twice in a row. */
function Answer({ answer, isBusy, pointsName }: AnswerProps) {
  const words = answer && !isBusy ? deskWords(answer, pointsName) : null;
  return (
    <div
      className="desk-answer"
      role="status"
      aria-live="assertive"
      aria-atomic="true"
      {...(words && { "data-tone": words.tone })}
    >
      {words ? (
        <p>
          <strong>{words.title}</strong> {words.detail}
        </p>
      ) : (
        <p>{isBusy ? "One moment" : "Ready for the next member"}</p>
      )}
    </div>
  );
}

interface CameraButtonProps {
  state: CameraState;
  onStart: () => void;
  onStop: () => void;
}

function CameraButton({ state, onStart, onStop }: CameraButtonProps) {
  switch (state) {
    case "unknown":
      return null;
    case "missing":
      return (
        <p className="desk-hint">This browser does not read codes with the camera: type them.</p>
      );
    case "refused":
      return (
        <p className="desk-hint" role="status">
          The camera was not allowed. Type codes, or allow it in the browser’s settings.
        </p>
      );
    case "off":
      return (
        <button type="button" onClick={onStart}>
          Scan with the camera
        </button>
      );
    case "starting":
    case "on":
      return (
        <button type="button" onClick={onStop}>
          Stop the camera
        </button>
      );
  }
}
