// Simulated time: real time plus an offset that people and tests may move. Signatures and token
// lifetimes never read it.

export type Clock = {
  now(): Date;
  /** Sets the simulated moment; time keeps running from there. */
  set(moment: Date): void;
  advance(milliseconds: number): void;
  /** Called after each move. Returns a function that stops listening. */
  onMove(listener: () => void): () => void;
};

export function createClock(): Clock {
  let offsetMs = 0;
  const listeners = new Set<() => void>();
  const move = (nextOffsetMs: number): void => {
    offsetMs = nextOffsetMs;
    for (const listener of listeners) listener();
  };
  return {
    now: () => new Date(Date.now() + offsetMs),
    set: (moment) => move(moment.getTime() - Date.now()),
    advance: (milliseconds) => move(offsetMs + milliseconds),
    onMove(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
