// Gives the browser all stand-ins by the names that Shopify's elements have.
import { Button, ClipboardItem, Details, Form, Overlay, Tile, Unshown } from "./actions.ts";
import { Checkbox, ChoiceList, Select } from "./choices.ts";
import { TextField } from "./fields.ts";
import {
  AdminBlock,
  Box,
  Divider,
  Grid,
  GridItem,
  Page,
  PosBlock,
  QueryContainer,
  ScrollBox,
  Section,
  Stack,
} from "./layout.ts";
import { reachWith } from "./stand-in.ts";
import type { Reach } from "./stand-in.ts";
import { TablePart } from "./tables.ts";
import {
  Announcement,
  Avatar,
  Badge,
  Banner,
  Heading,
  Icon,
  List,
  ListItem,
  Marked,
  Paragraph,
  Picture,
  Progress,
  QrCode,
  Skeleton,
  Spinner,
  Text,
} from "./writing.ts";

const STAND_INS: readonly (readonly [base: new () => HTMLElement, names: readonly string[]])[] = [
  [Box, ["box"]],
  [Stack, ["stack", "button-group", "image-group"]],
  [Grid, ["grid"]],
  [GridItem, ["grid-item"]],
  [Section, ["section"]],
  [AdminBlock, ["admin-block", "admin-action"]],
  [PosBlock, ["pos-block"]],
  [Page, ["page"]],
  [ScrollBox, ["scroll-box"]],
  [QueryContainer, ["query-container"]],
  [Divider, ["divider"]],
  [Text, ["text"]],
  [Paragraph, ["paragraph"]],
  [Heading, ["heading"]],
  [List, ["unordered-list", "ordered-list"]],
  [ListItem, ["list-item"]],
  [Badge, ["badge", "chip"]],
  [Banner, ["banner"]],
  [Announcement, ["announcement"]],
  [Picture, ["image", "product-thumbnail", "thumbnail"]],
  [Icon, ["icon", "payment-icon"]],
  [Spinner, ["spinner"]],
  [Skeleton, ["skeleton-paragraph"]],
  [Progress, ["progress"]],
  [QrCode, ["qr-code"]],
  [Avatar, ["avatar"]],
  [Marked, ["time", "abbreviation"]],
  [Button, ["button", "link", "clickable", "press-button", "clickable-chip"]],
  [Tile, ["tile"]],
  [Form, ["form"]],
  [ClipboardItem, ["clipboard-item"]],
  [Overlay, ["modal", "sheet", "popover"]],
  [Details, ["details"]],
  [Unshown, ["summary", "option", "option-group", "choice", "tooltip"]],
  [
    TextField,
    [
      "text-field",
      "text-area",
      "email-field",
      "phone-field",
      "password-field",
      "url-field",
      "number-field",
      "money-field",
      "date-field",
      "time-field",
      "search-field",
    ],
  ],
  [Select, ["select"]],
  [ChoiceList, ["choice-list"]],
  [Checkbox, ["checkbox", "switch", "consent-checkbox"]],
  [
    TablePart,
    ["table", "table-body", "table-header-row", "table-row", "table-header", "table-cell"],
  ],
];

export function defineElements(reach: Reach): void {
  reachWith(reach);
  for (const [Base, names] of STAND_INS) {
    for (const name of names) {
      // One class is good for one name only.
      customElements.define(`s-${name}`, class extends Base {});
    }
  }
}
