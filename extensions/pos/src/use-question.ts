// What the app answers about a customer: asked when the customer is known, again when it is another
// one, and whenever somebody wants it.
import { useEffect, useState } from "preact/hooks";
import { about, askAsStaff } from "./host.ts";

export interface Question<Answer> {
  /** Undefined while it is asked, null where the app cannot be. */
  readonly answer: Answer | null | undefined;
  readonly ask: () => Promise<void>;
}

/** Nothing is asked without a customer. Where `stamp` changes it is asked again. */
export function useQuestion<Answer>(
  path: string,
  customer: string | null,
  stamp = 0,
): Question<Answer> {
  const [told, setTold] = useState<{ customer: string; answer: Answer | null }>();
  const question = async (isOver: () => boolean): Promise<void> => {
    if (customer === null) return;
    const answer = await askAsStaff<Answer>(about(customer, path));
    if (isOver()) return;
    // What was told before stays where a later question finds nobody.
    setTold((before) => ({
      customer,
      answer: answer ?? (before?.customer === customer ? before.answer : null),
    }));
  };
  useEffect(() => {
    let isOver = false;
    void question(() => isOver);
    return () => {
      isOver = true;
    };
  }, [customer, stamp]);
  return {
    // Of the customer before, nothing is shown.
    answer: told?.customer === customer ? told.answer : undefined,
    ask: () => question(() => false),
  };
}
