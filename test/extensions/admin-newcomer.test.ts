// @vitest-environment happy-dom
// The block on the page of a customer who is no member: added by a press, which can be repeated.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closePage, expectToRead, open, openPage, press, summary } from "./customer-page.ts";
import { APP_URL, sent } from "./extension-page.ts";
import { answer, newcomer } from "./staff-answers.ts";

beforeEach(() => openPage());
afterEach(closePage);

describe("a customer who is no member", () => {
  test("can be added, and is shown as one from then on", async () => {
    await open(newcomer, { outcome: "enrolled", customer: "7001", ...answer() });
    await expectToRead("This customer is not a member yet.");
    expect(summary()).toBe("Not a member");
    press("Add to the program");
    await expectToRead("1,240 Beans to spend");
    expect(sent[1]).toMatchObject({
      url: `${APP_URL}/extensions/staff/enrolment`,
      method: "POST",
      body: { customer: "7001", locale: "en" },
    });
  });

  test.each([
    [{ outcome: "refused", reason: "customer_not_found" }, "This customer is not there any more."],
    [{ outcome: "refused", reason: "shopify_unreachable" }, "This did not work."],
    [new Error("offline"), "This did not work."],
  ])("can be tried again after %j", async (reply, text) => {
    await open(newcomer, reply, { outcome: "enrolled", customer: "7001", ...answer() });
    await expectToRead("This customer is not a member yet.");
    press("Add to the program");
    await expectToRead(text);
    press("Add to the program");
    await expectToRead("1,240 Beans to spend");
  });
});
