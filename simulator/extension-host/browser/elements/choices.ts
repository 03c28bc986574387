// Stand-ins for what is chosen: one or several of a list, or yes and no. The choices are read from
// the elements inside.
import { Labelled } from "./fields.ts";
import { StandIn, setAttribute } from "./stand-in.ts";

export class Select extends Labelled {
  static override readonly readsChildren = true;
  #value: string | null = null;

  protected control(): string {
    return `<select id="control" data-part="control"></select>`;
  }

  protected override build(): void {
    super.build();
    const control = this.piece<HTMLSelectElement>("control");
    control.addEventListener("change", () => {
      this.#value = control.value;
      this.dispatchEvent(new Event("input"));
      this.dispatchEvent(new Event("change"));
    });
  }

  protected override draw(): void {
    super.draw();
    const control = this.piece<HTMLSelectElement>("control");
    const options = [...this.querySelectorAll<HTMLElement>("s-option")];
    const chosen = options.find((option) => isOn(option, "defaultselected"));
    const value = this.#value ?? chosen?.getAttribute("value") ?? "";
    const wanted = [
      { value: "", text: this.attr("placeholder"), isOff: true },
      ...options.map((option) => ({
        value: option.getAttribute("value") ?? "",
        text: option.textContent?.trim() ?? "",
        isOff: isOn(option, "disabled"),
      })),
    ];
    if (JSON.stringify(wanted) !== control.dataset["options"]) {
      control.dataset["options"] = JSON.stringify(wanted);
      control.replaceChildren(
        ...wanted.map(({ value: key, text, isOff }) => {
          const option = document.createElement("option");
          option.value = key;
          option.textContent = text;
          option.disabled = isOff && key !== "";
          option.hidden = isOff && key === "";
          return option;
        }),
      );
    }
    control.value = value;
  }

  get value(): string {
    return this.#value ?? "";
  }

  set value(value: string) {
    this.#value = String(value ?? "");
    this.refresh();
  }
}

export class ChoiceList extends StandIn {
  static override readonly readsChildren = true;
  #values: string[] | null = null;

  protected build(): void {
    this.markup(`<fieldset data-part="field"><legend data-part="legend"></legend>
      <p data-part="hint" class="subdued small"></p><div data-part="choices" class="choices"></div>
      <p data-part="error" class="error small" role="alert"></p></fieldset>`);
    this.piece("choices").addEventListener("change", () => {
      this.#values = [...this.inputs()].filter(({ checked }) => checked).map(({ value }) => value);
      this.dispatchEvent(new Event("input"));
      this.dispatchEvent(new Event("change"));
    });
  }

  protected override draw(): void {
    for (const [name, key] of [
      ["legend", "label"],
      ["hint", "details"],
      ["error", "error"],
    ] as const) {
      this.piece(name).textContent = this.attr(key);
      this.piece(name).hidden = this.attr(key) === "";
    }
    const isHidden = this.attr("labelaccessibilityvisibility") === "exclusive";
    this.piece("legend").className = isHidden ? "unseen" : "";
    const choices = [...this.querySelectorAll<HTMLElement>("s-choice")];
    const selected = this.#values ?? this.selectedChoices(choices);
    const known = JSON.stringify(choices.map((choice) => [choice.outerHTML]));
    if (known !== this.piece("choices").dataset["known"]) {
      this.piece("choices").dataset["known"] = known;
      this.piece("choices").replaceChildren(...choices.map((choice) => this.choiceFor(choice)));
    }
    for (const input of this.inputs()) {
      input.checked = selected.includes(input.value);
      input.disabled = this.isOn("disabled") || input.dataset["off"] === "true";
    }
  }

  private inputs(): NodeListOf<HTMLInputElement> {
    return this.shadow.querySelectorAll("input");
  }

  private selectedChoices(choices: readonly Element[]): string[] {
    return choices
      .filter((choice) => isOn(choice, "selected") || isOn(choice, "defaultselected"))
      .map((choice) => choice.getAttribute("value") ?? "");
  }

  private choiceFor(choice: Element): HTMLElement {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = this.isOn("multiple") ? "checkbox" : "radio";
    input.name = "choice";
    input.value = choice.getAttribute("value") ?? "";
    input.dataset["off"] = String(isOn(choice, "disabled"));
    const text = document.createElement("span");
    text.textContent = choice.textContent?.trim() ?? "";
    label.append(input, text);
    const details = choice.getAttribute("details");
    if (details) {
      const hint = document.createElement("small");
      hint.textContent = details;
      text.append(hint);
    }
    return label;
  }

  get values(): string[] {
    return (
      this.#values ?? this.selectedChoices([...this.querySelectorAll<HTMLElement>("s-choice")])
    );
  }

  set values(values: string[] | null) {
    this.#values = Array.isArray(values) ? [...values] : null;
    this.refresh();
  }
}

export class Checkbox extends StandIn {
  #isChecked: boolean | null = null;

  protected build(): void {
    const role = this.localName === "s-switch" ? ' role="switch"' : "";
    this.markup(`<div data-part="field"><label class="check">
      <input type="checkbox" id="control" data-part="control"${role} />
      <span data-part="label"></span></label>
      <p data-part="hint" id="hint" class="subdued small"></p>
      <p data-part="error" id="error" class="error small" role="alert"></p></div>`);
    const control = this.piece<HTMLInputElement>("control");
    control.addEventListener("change", () => {
      this.#isChecked = control.checked;
      this.dispatchEvent(new Event("input"));
      this.dispatchEvent(new Event("change"));
    });
  }

  protected override draw(): void {
    const control = this.piece<HTMLInputElement>("control");
    control.checked = this.checked;
    control.disabled = this.isOn("disabled");
    control.required = this.isOn("required");
    this.piece("label").textContent = this.attr("label");
    setAttribute(control, "aria-label", this.attr("accessibilitylabel"));
    for (const [name, key] of [
      ["hint", "details"],
      ["error", "error"],
    ] as const) {
      this.piece(name).textContent = this.attr(key);
      this.piece(name).hidden = this.attr(key) === "";
    }
    setAttribute(control, "aria-invalid", this.attr("error") ? "true" : "");
    const described = [this.attr("details") && "hint", this.attr("error") && "error"];
    setAttribute(control, "aria-describedby", described.filter(Boolean).join(" "));
  }

  get checked(): boolean {
    return this.#isChecked ?? this.isOn("defaultchecked");
  }

  set checked(isChecked: boolean) {
    this.#isChecked = Boolean(isChecked);
    this.refresh();
  }

  get value(): string {
    return this.attr("value") || "on";
  }
}

function isOn(element: Element, name: string): boolean {
  const value = element.getAttribute(name);
  return value !== null && value !== "false";
}
