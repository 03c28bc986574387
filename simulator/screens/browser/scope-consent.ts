// The merchant is asked for scopes that the app wants on top of those it was installed with.

/** A scope with what it lets the app do. */
export interface WishedScope {
  readonly scope: string;
  readonly words: string;
}

/** Whether the merchant agrees; closing the dialog is a no. */
export function askForScopes(appName: string, wished: readonly WishedScope[]): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "consent-title");
  const title = element("h2", `${appName} asks for more permissions`);
  title.id = "consent-title";
  const list = document.createElement("ul");
  list.append(...wished.map(drawScope));
  const [decline, grant] = [button("Not now", "button quiet"), button("Allow", "button")];
  decline.addEventListener("click", () => dialog.close("declined"));
  grant.addEventListener("click", () => dialog.close("granted"));
  const actions = document.createElement("div");
  actions.className = "actions";
  actions.append(decline, grant);
  dialog.append(title, element("p", "It wants to:"), list, actions);
  document.body.append(dialog);
  dialog.showModal();
  decline.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "granted");
    });
  });
}

function drawScope({ scope, words }: WishedScope): HTMLElement {
  const item = element("li", `${words} `);
  const code = element("code", scope);
  code.className = "soft";
  item.append(code);
  return item;
}

function button(label: string, className: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = label;
  return made;
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
