// The parts of the control desk that speak to the control API, as a program would.

const SLOW_ANSWER_MS = 5_000;

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-repeat]")) {
  button.addEventListener("click", () => {
    const id = button.dataset["repeat"] ?? "";
    void post(`/_control/deliveries/${encodeURIComponent(id)}/repeat`, { times: 1 }).then((text) =>
      tell(button, text ?? "Sent again."),
    );
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-control="faults"]')) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const body = {
      operation: fieldText(fields, "operation") || "*",
      kind: fieldText(fields, "kind"),
      when: fieldText(fields, "when"),
      times: Number(fieldText(fields, "times")),
      delayMs: fieldText(fields, "kind") === "slow" ? SLOW_ANSWER_MS : 0,
    };
    void post("/_control/faults", body).then((text) => tell(form, text ?? "Arranged."));
  });
}

function fieldText(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value : "";
}

/** Answers null when it went well, and otherwise why it did not. */
async function post(address: string, body: unknown): Promise<string | null> {
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.ok) return null;
  const answer: unknown = await response.json();
  const hasError = typeof answer === "object" && answer !== null && "error" in answer;
  return hasError ? String(answer.error) : `The control API answered ${response.status}.`;
}

function tell(element: Element, text: string): void {
  const outcome = element.closest("section")?.querySelector("[data-outcome]");
  if (outcome) outcome.textContent = text;
}
