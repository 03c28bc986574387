// Reads QR codes with the camera, by what the browser itself can do. Where it cannot, codes are
// typed.
import { type RefObject, useEffect, useRef, useState } from "react";

/** How often a picture is looked at. */
const LOOK_EVERY_MS = 250;
/** A code that stays in front of the camera is read once. */
const SAME_CODE_PAUSE_MS = 5_000;

/** What browsers offer that can read codes; not all of them can. */
interface CodeDetector {
  detect(picture: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
type CodeDetectorClass = new (options: { formats: readonly string[] }) => CodeDetector;

function detectorClass(): CodeDetectorClass | undefined {
  return (globalThis as { BarcodeDetector?: CodeDetectorClass }).BarcodeDetector;
}

export type CameraState =
  | "unknown"
  /** The browser cannot read codes, or there is no camera for the page. */
  | "missing"
  | "off"
  | "starting"
  | "on"
  /** The person at the screen, or the frame around the page, said no. */
  | "refused";

export interface CodeCamera {
  video: RefObject<HTMLVideoElement>;
  state: CameraState;
  start: () => void;
  stop: () => void;
}

export function useCodeCamera(onCode: (text: string) => void): CodeCamera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>("unknown");
  const [isWanted, setWanted] = useState(false);
  const tell = useRef(onCode);
  tell.current = onCode;
  useEffect(() => setState(canRead() ? "off" : "missing"), []);
  useEffect(() => {
    if (!isWanted || !video.current) return undefined;
    const session = openCamera(video.current, (text) => tell.current(text));
    setState("starting");
    let isCurrent = true;
    void session.started.then((outcome) => isCurrent && setState(outcome));
    return () => {
      isCurrent = false;
      session.close();
      setState("off");
    };
  }, [isWanted]);
  return { video, state, start: () => setWanted(true), stop: () => setWanted(false) };
}

function canRead(): boolean {
  return detectorClass() !== undefined && navigator.mediaDevices?.getUserMedia !== undefined;
}

interface CameraSession {
  started: Promise<"on" | "refused" | "missing">;
  close: () => void;
}

function openCamera(video: HTMLVideoElement, onCode: (text: string) => void): CameraSession {
  let isClosed = false;
  let stream: MediaStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const close = () => {
    isClosed = true;
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  };
  const start = async (): Promise<"on" | "refused" | "missing"> => {
    const Detector = detectorClass();
    if (!Detector) return "missing";
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      if (isClosed) close();
      else {
        video.srcObject = stream;
        await video.play();
        const look = lookFor(new Detector({ formats: ["qr_code"] }), video, onCode);
        const again = async (): Promise<void> => {
          await look();
          if (!isClosed) timer = setTimeout(() => void again(), LOOK_EVERY_MS);
        };
        void again();
      }
      return "on";
    } catch (fault) {
      close();
      return (fault as { name?: unknown }).name === "NotAllowedError" ? "refused" : "missing";
    }
  };
  return { started: start(), close };
}

function lookFor(detector: CodeDetector, video: HTMLVideoElement, onCode: (text: string) => void) {
  let last = { text: "", at: -Infinity };
  return async (): Promise<void> => {
    // A picture that cannot be read is followed by the next one.
    const [found] = await detector.detect(video).catch(() => []);
    const now = performance.now();
    if (!found) return;
    const isSame = found.rawValue === last.text && now - last.at < SAME_CODE_PAUSE_MS;
    last = { text: found.rawValue, at: now };
    if (!isSame) onCode(found.rawValue);
  };
}
