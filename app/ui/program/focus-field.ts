// Takes the keyboard to the field of a path, or to the nearest thing around it.

const inputs = "input, select, textarea, button";

/** Answers whether anything was there. */
export function focusField(path: string): boolean {
  const steps = path.split(".");
  for (let length = steps.length; length > 0; length -= 1) {
    const found = document.getElementById(steps.slice(0, length).join("."));
    if (!found) continue;
    const field = found.matches(inputs) ? found : found.querySelector<HTMLElement>(inputs);
    (field ?? found).focus();
    return true;
  }
  return false;
}
