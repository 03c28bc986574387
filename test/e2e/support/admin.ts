// What a merchant does in the simulated Shopify admin, where the app runs in a frame.
import type { FrameLocator, Page } from "playwright-core";

export type Admin = { page: Page; root: string };

export function adminOf(page: Page, simulatorUrl: string, handle: string): Admin {
  return { page, root: `${simulatorUrl}/admin/store/${handle}` };
}

/** Opens a page of the app and waits for its heading. */
export async function openApp(admin: Admin, path: string, heading: string): Promise<FrameLocator> {
  await admin.page.goto(`${admin.root}/apps/regulars${path}`);
  const frame = appFrame(admin);
  await frame.getByRole("heading", { name: heading, level: 1 }).waitFor();
  return frame;
}

export function appFrame(admin: Admin): FrameLocator {
  return admin.page.frameLocator("iframe#app");
}

/** Installs the app from the shop's settings, as a merchant without it would. */
export async function install(admin: Admin): Promise<void> {
  await admin.page.goto(`${admin.root}/apps/regulars`);
  await admin.page.getByRole("button", { name: /^Install/ }).click();
  await appFrame(admin).getByRole("heading", { name: "Overview", level: 1 }).waitFor();
}

/** Saves what was typed with the bar that the admin shows above the app. */
export async function saveWithBar(admin: Admin): Promise<void> {
  const bar = admin.page.getByRole("region", { name: "Unsaved changes" });
  await bar.getByRole("button", { name: "Save" }).click();
  await bar.waitFor({ state: "hidden" });
}
