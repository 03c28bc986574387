// Stand-ins for fields that are typed into.
import { Form } from "./actions.ts";
import { StandIn, setAttribute } from "./stand-in.ts";

const TYPES: Readonly<Record<string, string>> = {
  "s-email-field": "email",
  "s-phone-field": "tel",
  "s-password-field": "password",
  "s-url-field": "url",
  "s-date-field": "date",
  "s-time-field": "time",
  "s-search-field": "search",
};

const NUMBERS = ["s-number-field", "s-money-field"];

/** Around a control: its label, a hint and what is wrong. */
export abstract class Labelled extends StandIn {
  protected abstract control(): string;

  protected build(): void {
    this.markup(`<div data-part="field" class="field">
      <label for="control" data-part="label"></label>
      ${this.control()}<p data-part="hint" id="hint" class="subdued small"></p>
      <p data-part="error" id="error" class="error small" role="alert"></p></div>`);
  }

  protected override draw(): void {
    const { label, hint, error } = {
      label: this.attr("label"),
      hint: this.attr("details"),
      error: this.attr("error"),
    };
    this.write("label", label);
    this.write("hint", hint);
    this.write("error", error);
    const control = this.piece<HTMLInputElement>("control");
    this.piece("label").className =
      this.attr("labelaccessibilityvisibility") === "exclusive" ? "unseen" : "";
    control.disabled = this.isOn("disabled");
    control.required = this.isOn("required");
    setAttribute(control, "aria-invalid", error ? "true" : "");
    const described = [hint && "hint", error && "error"].filter(Boolean).join(" ");
    setAttribute(control, "aria-describedby", described);
  }

  private write(name: string, text: string): void {
    const part = this.piece(name);
    if (part.textContent !== text) part.textContent = text;
    part.hidden = text === "";
  }
}

export class TextField extends Labelled {
  #waiting: string | null = null;

  protected control(): string {
    const name = this.localName === "s-text-area" ? "textarea" : "input";
    const isNumber = NUMBERS.includes(this.localName);
    const type = TYPES[this.localName] ?? "text";
    const mode = isNumber ? ' inputmode="decimal"' : "";
    return name === "textarea"
      ? `<textarea id="control" data-part="control"></textarea>`
      : `<input id="control" data-part="control" type="${type}"${mode} />`;
  }

  protected override build(): void {
    super.build();
    const control = this.piece<HTMLInputElement>("control");
    control.value = this.#waiting ?? this.attr("defaultvalue");
    control.addEventListener("change", () => this.dispatchEvent(new Event("change")));
    control.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || this.localName === "s-text-area") return;
      if (control.value !== this.#waiting) this.dispatchEvent(new Event("change"));
      const form = this.closest("s-form");
      if (form instanceof Form) form.send();
    });
  }

  protected override draw(): void {
    super.draw();
    const control = this.piece<HTMLInputElement>("control");
    for (const name of ["placeholder", "autocomplete", "min", "max", "step", "rows"]) {
      setAttribute(control, name, this.attr(name));
    }
    setAttribute(control, "maxlength", this.attr("maxlength"));
    setAttribute(control, "minlength", this.attr("minlength"));
    control.readOnly = this.isOn("readonly");
  }

  get value(): string {
    const control = this.shadow.querySelector<HTMLInputElement>("[data-part=control]");
    return control?.value ?? this.#waiting ?? "";
  }

  set value(value: string) {
    this.#waiting = String(value ?? "");
    const control = this.shadow.querySelector<HTMLInputElement>("[data-part=control]");
    if (control && control.value !== this.#waiting) control.value = this.#waiting;
  }
}
