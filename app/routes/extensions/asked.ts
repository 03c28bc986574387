// What extensions may name in a question.
import { z } from "zod";

export const MAX_LOCALE_CHARACTERS = 40;

/** An order by Shopify's number. */
export const orderNumber = z.string().regex(/^[1-9][0-9]{0,19}$/);
