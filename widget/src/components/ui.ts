// What every component is handed: words, the model and its state, and where links lead.
import type { PanelModel } from "../models/panel-model.ts";
import type { PanelState } from "../models/panel-state.ts";
import type { Wording } from "../../words/wording.ts";

export interface Ui extends Wording {
  model: PanelModel;
  state: PanelState;
  links: {
    /** Of the app proxy, for pictures. */
    root: string;
    /** Where the cart is, for a discount link to return to. */
    cart: string;
    /** Absent where the store has no customer accounts. */
    login?: string | undefined;
    register?: string | undefined;
  };
  /** The merchant's own heading, if there is one. */
  title?: string | undefined;
  /** The number that the page showed first. */
  firstBalance?: number | undefined;
  /** The same as the page wrote it, while nothing better is known. */
  firstFigure?: string | null | undefined;
  /** Absent where the panel cannot be closed. */
  close?: () => void;
}
