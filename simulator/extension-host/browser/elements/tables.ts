// Stand-ins for tables, as the admin has them.
import { StandIn } from "./stand-in.ts";

const ROLES: Readonly<Record<string, string>> = {
  "s-table": "table",
  "s-table-body": "rowgroup",
  "s-table-header-row": "row",
  "s-table-row": "row",
  "s-table-header": "columnheader",
  "s-table-cell": "cell",
};

export class TablePart extends StandIn {
  protected build(): void {
    const role = ROLES[this.localName] ?? "presentation";
    this.markup(`<div class="${this.localName.slice(2)}"><slot></slot></div>`);
    this.setAttribute("role", role);
  }
}
