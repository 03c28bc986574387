// Stand-ins that put others into place: stacks, grids, boxes, sections, pages and cards.
import { StandIn, headingLevel, setAttribute } from "./stand-in.ts";
import { alignment, applyBox, plainValue, roleOf, space } from "./spacing.ts";

export class Box extends StandIn {
  protected build(): void {
    this.markup(`<div data-part="box"><slot></slot></div>`);
  }

  protected override draw(): void {
    const box = this.piece("box");
    applyBox(this, box);
    setAttribute(box, "role", roleOf(this));
    setAttribute(box, "aria-label", this.attr("accessibilitylabel"));
    const visibility = this.attr("accessibilityvisibility");
    setAttribute(box, "aria-hidden", visibility === "hidden" ? "true" : "");
    if (visibility === "exclusive") box.classList.add("unseen");
  }
}

export class Stack extends Box {
  protected override draw(): void {
    super.draw();
    const box = this.piece("box");
    const isInline = plainValue(this.attr("direction")) === "inline";
    box.classList.add(isInline ? "inline" : "block");
    box.style.gap = space(plainValue(this.attr("gap")) || "none");
    box.style.alignItems = alignment(this.attr("alignitems")) || (isInline ? "center" : "stretch");
    box.style.justifyContent = alignment(this.attr("justifycontent"));
  }
}

export class Grid extends Box {
  protected override draw(): void {
    super.draw();
    const box = this.piece("box");
    box.classList.add("grid");
    box.style.gap = space(plainValue(this.attr("gap")) || "none");
    box.style.gridTemplateColumns = plainValue(this.attr("gridtemplatecolumns"));
    box.style.alignItems = alignment(this.attr("alignitems"));
    box.style.justifyContent = alignment(this.attr("justifycontent"));
  }
}

export class GridItem extends Box {
  protected override draw(): void {
    super.draw();
    this.piece("box").style.gridColumn = this.attr("gridcolumn");
  }
}

/** With a heading above what it holds. */
abstract class Headed extends StandIn {
  abstract readonly tag: string;

  protected build(): void {
    this.markup(`<${this.tag} data-part="card" class="${this.localName.slice(2)}">
      <div data-part="head" class="head"></div>
      <slot></slot>
      <div class="actions"><slot name="primary-action"></slot><slot name="secondary-actions"></slot>
      </div>
    </${this.tag}>`);
  }

  protected override draw(): void {
    const heading = this.attr("heading");
    const head = this.piece("head");
    const name = `h${headingLevel(this)}`;
    head.hidden = heading === "";
    if (head.firstElementChild?.localName !== name) {
      head.replaceChildren(document.createElement(name));
    }
    const element = head.firstElementChild;
    if (element && element.textContent !== heading) element.textContent = heading;
    setAttribute(this.piece("card"), "aria-label", this.attr("accessibilitylabel") || heading);
  }
}

export class Section extends Headed {
  readonly tag = "section";

  protected override draw(): void {
    super.draw();
    const isInner = this.parentElement?.closest("s-section") !== null;
    this.piece("card").classList.toggle("inner", isInner);
  }
}

export class PosBlock extends Headed {
  readonly tag = "section";
}

export class AdminBlock extends Headed {
  readonly tag = "section";
}

/** A whole page of the account or of the till. */
export class Page extends StandIn {
  protected build(): void {
    this.markup(`<div class="page">
      <slot name="breadcrumb-actions"></slot>
      <div class="page-head"><div><h1 data-part="heading"></h1>
      <p data-part="subheading" class="subdued"></p></div>
      <div class="actions"><slot name="secondary-actions"></slot>
      <slot name="primary-action"></slot></div></div>
      <slot></slot><slot name="aside"></slot></div>`);
  }

  protected override draw(): void {
    this.write("heading");
    this.write("subheading");
  }

  private write(name: string): void {
    const part = this.piece(name);
    part.textContent = this.attr(name);
    part.hidden = this.attr(name) === "";
  }
}

export class ScrollBox extends Box {
  protected override draw(): void {
    super.draw();
    this.piece("box").classList.add("scroll");
  }
}

/** Queries of the container's width: the frame is as wide as its place. */
export class QueryContainer extends StandIn {
  protected build(): void {
    this.markup(`<slot></slot>`);
  }
}

export class Divider extends StandIn {
  protected build(): void {
    this.markup(`<hr />`);
  }
}
