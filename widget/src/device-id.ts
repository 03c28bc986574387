// A random number that this browser keeps: weak evidence of who is the same person, and nothing
// else is known by it. It is made when somebody hands a link on or uses a friend's.
const NAME = "loyalty-device";

/** What the browser has already; a visit alone makes none. */
export const knownDevice = (): string | null => {
  try {
    return localStorage.getItem(NAME);
  } catch {
    return null;
  }
};

export const deviceId = (): string => {
  try {
    const kept = localStorage.getItem(NAME) ?? crypto.randomUUID();
    localStorage.setItem(NAME, kept);
    return kept;
  } catch {
    // Where storage is blocked nothing is kept.
    return crypto.randomUUID();
  }
};
