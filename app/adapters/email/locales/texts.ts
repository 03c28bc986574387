// Every sentence that the program's e-mails and the unsubscribe page can say; each locale has all
// of them.

export interface EmailTexts {
  orderEarned: {
    subject: string;
    preview: string;
    greeting: string;
    greetingWithoutName: string;
    earned: string;
    balance: string;
    nextReward: string;
    rewardReady: string;
    visit: string;
    why: string;
    unsubscribe: string;
  };
  unsubscribePage: {
    title: string;
    question: string;
    confirm: string;
    done: string;
    invalidTitle: string;
    invalid: string;
  };
}

const placeholder = /\{([a-zA-Z]+)\}/g;

/** Puts values into a sentence. A placeholder without a value is a mistake of ours. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in "${text}"`);
    return value;
  });
}
