// Small comforts of the storefront; every form works without them.

function showPriceOfChoice(): void {
  const price = document.querySelector("[data-price]:not(input)");
  for (const input of document.querySelectorAll<HTMLInputElement>("input[data-price]")) {
    input.addEventListener("change", () => {
      if (price && input.dataset["price"]) price.textContent = input.dataset["price"];
    });
  }
}

/** Choosing a shipping method shows its price at once. */
function refreshOnChoice(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-refresh]")) {
    input.addEventListener("change", () => {
      const button = input.form?.querySelector<HTMLButtonElement>('button[value="refresh"]');
      if (button) input.form?.requestSubmit(button);
    });
  }
}

function closeMenus(): void {
  const menus = [...document.querySelectorAll<HTMLDetailsElement>("details.languages")];
  document.addEventListener("click", (event) => {
    for (const menu of menus) {
      if (!menu.contains(event.target as Node)) menu.open = false;
    }
  });
  for (const menu of menus) {
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    });
  }
}

showPriceOfChoice();
refreshOnChoice();
closeMenus();
