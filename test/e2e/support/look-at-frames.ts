// Every frame that stands on a page while it is looked at.
import type { Frame, Page } from "playwright-core";

/** What `look` answers for each frame. One that is taken away meanwhile is on no screen. */
export async function lookAtFrames<Found>(
  page: Page,
  look: (frame: Frame) => Promise<Found[]>,
): Promise<Found[]> {
  const found = page.frames().map((frame) =>
    look(frame).catch((error: unknown) => {
      if (frame.isDetached()) return [];
      throw error;
    }),
  );
  return (await Promise.all(found)).flat();
}
