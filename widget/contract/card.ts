// Cards: everything besides rewards and history that the panel shows and asks. What is said on them
// comes from the server in the page's language, so that a new kind of card costs the storefront
// nothing.

/** What a card is about: the first part of its id, and a deep link such as `#loyalty/refer`. */
export type CardGroup =
  | "survey"
  | "birthday"
  | "refer"
  | "campaign"
  | "earn"
  | "event"
  | "settings";

export interface Card {
  /** Its group, and what it is called within it: `earn/newsletter`. Unique among the cards. */
  id: CardGroup | `${CardGroup}/${string}`;
  title: string;
  /** May be empty. */
  text: string;
  /** What it brings, beside the title, such as "50 Beans"; left out where nothing can be named. */
  worth?: string;
  /** Done cards are shown last, and quietly. */
  isDone: boolean;
  /** Small print, or how it stands: "Ends on 3 May", "3 of 10 friends this year". */
  note: string | null;
  action: CardAction | null;
}

/** Paths lie below the app proxy's root, without a slash in front: `ways/newsletter/click`. */
export type CardAction = CardLink | CardForm | CardShare | CardCode;

/** Somewhere to go. */
export interface CardLink {
  kind: "link";
  label: string;
  href: string;
  /** Where the click is counted by a POST while the page opens; null where nobody counts. */
  path: string | null;
}

/** Something to enter, or with no fields only to agree to. */
export interface CardForm {
  kind: "form";
  label: string;
  /** Takes a POST with the fields' values by their names. */
  path: string;
  fields: CardField[];
  /** What it does is nothing to be asked for, such as taking something away. */
  isQuiet?: boolean;
}

/** A link of one's own to hand on. */
export interface CardShare {
  kind: "share";
  /** Of the button that hands it to the phone. */
  label: string;
  /** As a path of the store, or whole. */
  url: string;
  /** What goes with it; the member may edit it. Without the link, which is appended. */
  text: string;
  /** What that field is called. */
  textLabel: string;
  copyLabel: string;
  /** Path of an SVG, and what the button says that shows it. */
  qr: string;
  qrLabel: string;
  /** Ways to hand it on in a browser; `{text}` and `{url}` are filled in, encoded. */
  channels: ShareChannel[];
  /**
   * Is told by a POST that it was handed on: `means` says how, `device` is a random id that the
   * storefront keeps. Nobody reads the answer.
   */
  path: string;
}

export type ShareMeans = "copy" | "native" | ShareChannel["means"];

export interface ShareChannel {
  label: string;
  means: "email" | "whatsapp" | "other";
  /** For example `https://wa.me/?text={text}%20{url}`. */
  href: string;
}

/** A code of one's own to show, for somebody to scan or to type. */
export interface CardCode {
  kind: "code";
  /** What the picture is called. */
  label: string;
  code: string;
  /** What the picture says, for who draws it. */
  scans: string;
  hint: string | null;
  /** Path of an SVG. */
  qr: string;
}

export interface CardField {
  name: string;
  label: string;
  /**
   * A date is sent as `2000-02-29`, entered as day, month and year in the order of the page's
   * language. A scale is 0 to 10. A choice is one of the options. All values are sent as text.
   */
  type: "date" | "text" | "email" | "scale" | "choice";
  options?: CardOption[];
  required: boolean;
  hint: string | null;
  /** As HTML names it; of a date `bday`. Browsers and tools then fill in what they know. */
  autocomplete?: "bday" | "email" | "name";
  /** Of a text; more than 100 make it a field of several lines. */
  maxLength?: number;
  /** What stands there first. */
  value?: string;
}

export interface CardOption {
  value: string;
  label: string;
}

/** What a form sends, and a click: the values entered, and the page's language. */
export interface CardRequest {
  values: Record<string, string>;
  locale: string;
}

/**
 * Every business outcome is answered 200. Repeating a request is harmless: it says the same again.
 */
export type CardAnswer = CardTaken | CardRefusal;

export interface CardTaken {
  /** As it is now; null where it is gone. */
  card: Card | null;
  /** What has become of it, to be read aloud. */
  message: string;
}

export interface CardRefusal {
  /** What is wrong, and what to do. */
  message: string;
  /** The name of the field that is to be put right; left out where it is none. */
  field?: string;
}
