// What has to be scrolled sideways: the page, a frame in it, or the panel.
import type { Frame, Page } from "playwright-core";
import { lookAtFrames } from "./look-at-frames.ts";

/** A sentence for each place. A frame that has not taken its size yet is not judged, but told. */
export function whatIsTooWide(page: Page): Promise<string[]> {
  return lookAtFrames(page, lookAt);
}

async function lookAt(frame: Frame): Promise<string[]> {
  const wide = await frame.evaluate(lookForWide);
  if (frame.parentFrame() === null) return wide;
  const element = await frame.frameElement();
  const given = await element.evaluate((place) => (place as Element).clientWidth);
  const taken = await frame.evaluate(() => window.innerWidth);
  return given === taken ? wide : [`${frame.url()} is ${taken} wide in a place for ${given}`];
}

function lookForWide(): string[] {
  const panel = document.querySelector(".regulars-host")?.shadowRoot?.querySelector(".body");
  return [document.documentElement, panel].flatMap((place) => {
    if (!place || place.scrollWidth <= place.clientWidth) return [];
    const edge = place.getBoundingClientRect().left + place.clientWidth;
    const beyond = [...place.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > edge + 1,
    );
    const where = `${document.location.pathname}: ${place.scrollWidth} in ${place.clientWidth}`;
    const markup = beyond.slice(0, 3).map((element) => element.outerHTML.slice(0, 120));
    return [[where, ...markup].join("\n  ")];
  });
}
