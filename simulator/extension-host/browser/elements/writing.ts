// Stand-ins that say or show something: texts, headings, lists, badges, banners, pictures and
// progress.
import { encodeQR } from "qr";
import { StandIn, headingLevel, setAttribute } from "./stand-in.ts";
import { roleOf } from "./spacing.ts";

export class Text extends StandIn {
  protected build(): void {
    this.markup(`<span data-part="text"><slot></slot></span>`);
  }

  protected override draw(): void {
    const text = this.piece("text");
    text.className = [
      this.attr("type"),
      this.attr("color"),
      tone(this),
      this.attr("accessibilityvisibility") === "exclusive" && "unseen",
      this.attr("fontvariantnumeric"),
    ]
      .filter(Boolean)
      .join(" ");
    const isHidden = this.attr("accessibilityvisibility") === "hidden";
    setAttribute(text, "aria-hidden", isHidden ? "true" : "");
  }
}

export class Paragraph extends StandIn {
  protected build(): void {
    this.markup(`<p data-part="text"><slot></slot></p>`);
  }

  protected override draw(): void {
    const text = this.piece("text");
    text.className = [this.attr("type"), this.attr("color"), tone(this)].filter(Boolean).join(" ");
  }
}

export class Heading extends StandIn {
  protected build(): void {
    const name = `h${headingLevel(this)}`;
    this.markup(`<${name}><slot></slot></${name}>`);
  }
}

export class List extends StandIn {
  protected build(): void {
    this.markup(`<div role="list" class="list"><slot></slot></div>`);
  }
}

export class ListItem extends StandIn {
  protected build(): void {
    const isOrdered = this.parentElement?.localName === "s-ordered-list";
    const mark = isOrdered ? `${this.place() + 1}.` : "•";
    this.markup(`<div role="listitem" class="item"><span aria-hidden="true">${mark}</span>
      <span><slot></slot></span></div>`);
  }

  private place(): number {
    return [...(this.parentElement?.children ?? [])].indexOf(this);
  }
}

export class Badge extends StandIn {
  protected build(): void {
    this.markup(`<span data-part="badge"><slot></slot></span>`);
  }

  protected override draw(): void {
    this.piece("badge").className = `badge ${tone(this) || "tone-neutral"}`;
  }
}

export class Banner extends StandIn {
  protected build(): void {
    this.markup(`<div data-part="banner"><div class="banner-words">
      <p data-part="heading" class="strong"></p><slot></slot>
      <slot name="secondary-actions"></slot></div>
      <button type="button" class="dismiss" data-part="dismiss" aria-label="Dismiss">×</button>
      </div>`);
    this.piece("dismiss").addEventListener("click", () => {
      this.hidden = true;
      this.dispatchEvent(new Event("dismiss"));
    });
  }

  protected override draw(): void {
    const kind = this.attr("tone") || "auto";
    const banner = this.piece("banner");
    banner.className = `banner ${tone(this) || "tone-neutral"}`;
    banner.setAttribute("role", kind === "critical" || kind === "warning" ? "alert" : "status");
    const heading = this.piece("heading");
    heading.textContent = this.attr("heading");
    heading.hidden = this.attr("heading") === "";
    this.piece("dismiss").hidden = !this.isOn("dismissible");
  }
}

export class Picture extends StandIn {
  protected build(): void {
    this.markup(`<img data-part="image" class="image" alt="" />`);
    const image = this.piece<HTMLImageElement>("image");
    image.addEventListener("load", () => this.dispatchEvent(new Event("load")));
    image.addEventListener("error", () => this.dispatchEvent(new Event("error")));
  }

  protected override draw(): void {
    const image = this.piece<HTMLImageElement>("image");
    if (image.getAttribute("src") !== this.attr("src")) image.src = this.attr("src");
    image.alt = this.attr("alt");
    const ratio = this.attr("aspectratio");
    image.style.aspectRatio = ratio;
  }
}

const GLYPHS: Readonly<Record<string, string>> = {
  "check-circle": "✓",
  check: "✓",
  "alert-triangle": "!",
  "alert-circle": "!",
  info: "i",
  star: "★",
  "star-filled": "★",
  gift: "◇",
  "gift-card": "▭",
  "arrow-right": "→",
  "chevron-right": "›",
  "chevron-down": "⌄",
  clock: "◷",
  heart: "♥",
  plus: "+",
  x: "×",
};

export class Icon extends StandIn {
  protected build(): void {
    this.markup(`<span data-part="icon" aria-hidden="true"></span>`);
  }

  protected override draw(): void {
    const icon = this.piece("icon");
    icon.textContent = GLYPHS[this.attr("type")] ?? "◆";
    icon.className = `icon ${tone(this)}`;
  }
}

export class Spinner extends StandIn {
  protected build(): void {
    this.markup(`<span data-part="spinner" class="spinner" role="img"></span>`);
  }

  protected override draw(): void {
    const label = this.attr("accessibilitylabel");
    setAttribute(this.piece("spinner"), "aria-label", label);
    setAttribute(this.piece("spinner"), "role", label ? "img" : "");
  }
}

export class Skeleton extends StandIn {
  protected build(): void {
    this.markup(`<span class="skeleton" aria-hidden="true"></span>`);
  }
}

export class Progress extends StandIn {
  protected build(): void {
    this.markup(`<progress data-part="progress"></progress>`);
  }

  protected override draw(): void {
    const progress = this.piece<HTMLProgressElement>("progress");
    progress.max = Number(this.attr("max") || "1");
    if (this.hasAttribute("value")) progress.value = Number(this.attr("value"));
    setAttribute(progress, "aria-label", this.attr("accessibilitylabel"));
  }
}

export class QrCode extends StandIn {
  #content = "";

  protected build(): void {
    this.markup(`<div data-part="code" class="qr" role="img"></div>`);
  }

  protected override draw(): void {
    const content = this.attr("content");
    const code = this.piece("code");
    setAttribute(code, "aria-label", this.attr("accessibilitylabel") || content);
    if (content === this.#content) return;
    this.#content = content;
    code.innerHTML = content === "" ? "" : encodeQR(content, "svg");
  }
}

export class Avatar extends StandIn {
  protected build(): void {
    this.markup(`<span data-part="avatar" class="avatar" role="img"></span>`);
  }

  protected override draw(): void {
    const avatar = this.piece("avatar");
    avatar.textContent = this.attr("initials");
    setAttribute(avatar, "aria-label", this.attr("alt") || this.attr("initials"));
  }
}

/** Words that mean something of their own: an abbreviation, a time. */
export class Marked extends StandIn {
  protected build(): void {
    const name = this.localName === "s-time" ? "time" : "abbr";
    this.markup(`<${name} data-part="words"><slot></slot></${name}>`);
  }

  protected override draw(): void {
    setAttribute(this.piece("words"), "title", this.attr("title"));
    setAttribute(this.piece("words"), "datetime", this.attr("datetime"));
  }
}

export class Announcement extends StandIn {
  protected build(): void {
    const role = roleOf(this) || "status";
    this.markup(`<div class="banner tone-info" role="${role}"><slot></slot></div>`);
  }
}

function tone(element: StandIn): string {
  const name = element.attr("tone");
  return name && name !== "auto" ? `tone-${name}` : "";
}
