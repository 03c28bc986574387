// A program beside one that says next to nothing, told in sentences that a merchant can read.
import { describe, expect, it } from "vitest";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { describeChanges } from "../../app/ui/describe-changes.ts";
import { FULL_PROGRAM, OTHER_PROGRAM } from "../support/full-programs.ts";
import { program } from "../support/order-builder.ts";

const told = (before: ProgramDocument, after: ProgramDocument) =>
  describeChanges(before, after, "EUR");

describe("the sentences about what is new, and what is gone", () => {
  it("tell the way back as well, with nothing left blank", () => {
    const back = told(OTHER_PROGRAM, FULL_PROGRAM);
    expect(back.length).toBeGreaterThan(80);
    for (const sentence of back) {
      expect(sentence).toMatch(/^[“€A-Z0-9].*\.$/);
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|  | [,.]/);
    }
  });

  it("tell all that a new thing says", () => {
    expect(told(program(), FULL_PROGRAM)).toEqual([
      "Members read “Star” and “Stars”.",
      "Orders earn from €10.00 on.",
      "One order earns at most 500 Stars.",
      "A member's orders of one day earn at most 600 Stars.",
      "A member's orders of one year earn at most 7,000 Stars.",
      "All orders of one year earn at most 900,000 Stars.",
      "Nothing is earned by product 1, variant 2, collection 3, and products tagged “sale”.",
      "Stars can be spent 14 days after the order is delivered, and at the latest 45 " +
        "days after payment.",
      "Stars end 6 months after they were earned, with the end of that month.",
      "Members are asked how likely they are to recommend the store: 14 days after an " +
        "order, in the panel and in the e-mail about an order, and not again for 180 days.",
      "Visitors are told how many members earned and chose rewards in the last 7 days.",
      "All ways to earn together give a member at most 500 Stars in a year.",
      "Shoppers read in your own words: “Shut”.",
      "0.5 times the base Stars for products tagged “tea”.",
      "0 times the base Stars for collection 44.",
      "New rule “Coffee days”: 2 times the Stars, for products tagged “coffee”, without " +
        "product 77, in the online store, for members in Gold, for customers tagged " +
        "“vip”, for customers in segment 5, for members in their first 30 days, for orders " +
        "of at least €25.00; added on Jan 1, 2026.",
      "New rule “By the item”: 3 Stars more per item; added on Feb 1, 2026.",
      "New campaign “Spring”: 50 Stars more per order, from Mar 1, 2026 at 09:00 until " +
        "Apr 1, 2026 at 00:00, on Saturdays and Sundays, between 18:00 and 22:00, in the " +
        "online store or the point of sale, for members in Gold, for members without an order " +
        "for 90 days, for members who joined it, at most 10,000 Stars to all together, at most " +
        "100 Stars to one member.",
      "New campaign “Summer”: 0.5 Stars more per €1.00, from Jun 1, 2026 at 00:00 until " +
        "Sep 1, 2026 at 00:00.",
      "New vouchers of €5.00 off ask for an order of at least €20.00.",
      "One member can have €5.00 off once a week and 5 times ever.",
      "€5.00 off is for members in Gold, for customers tagged “vip”, and for customers in " +
        "segment 5.",
      "€5.00 off costs 90 Stars in Gold.",
      "New reward “A tenth off coffee”: 200 Stars turn into 10% off, on collection 31, on orders " +
        "of at least 2 items, on one-time purchases and subscriptions, for 90 days, with " +
        "shipping discounts, 50 for all members together, from Jun 1, 2026 at 09:00 until " +
        "Jun 2, 2026 at 00:00 (20 of them), by itself whenever a member has the points for it " +
        "and 50 Stars more, at most 4 times a year, described as “For beans of every kind”.",
      "New reward: 20 Stars turn into €1.00 off, 5 to 50 times at once, at most 50% of an order, " +
        "for 90 days, with shipping discounts.",
      "New reward: 60 Stars turn into free shipping to DE or AT of up to €9.00, for 90 days, with " +
        "order discounts, by itself on December 24 of each year, at most once on each.",
      "New reward “Free coffee”: 300 Stars turn into one unit of variant 33 as “Light” or variant " +
        "34 as “Dark” for free, for 90 days, with shipping discounts.",
      "New reward “A present”: 500 Stars turn into a gift card of €25.00 for oneself or a friend " +
        "to be spent within 365 days.",
      "New reward: 400 Stars turn into €20.00 of store credit to be spent within 730 days.",
      "New reward: 50 Stars turn into a donation of €2.00 for “Trees”.",
      "New reward: 900 Stars turn into an experience at “The roastery” from Jul 1, 2026 at 18:00 " +
        "until Jul 1, 2026 at 21:00, 12 for all members together.",
      "New reward: 700 Stars turn into seeing product 32 for 30 days.",
      "New reward: 150 Stars turn into seeing product 32 and collection 31 before others until " +
        "Aug 1, 2026 at 09:00.",
      "New price campaign “Quiet weeks”: 25% off the price of €5.00 off and “Free coffee”, from " +
        "Jul 1, 2026 at 00:00 until Aug 1, 2026 at 00:00, on Mondays and Tuesdays, between 18:00 " +
        "and 22:00.",
      "New price campaign “Birthday”: 50% off the price of every reward, from Oct 1, 2026 at " +
        "00:00 until Oct 2, 2026 at 00:00.",
      "New way to earn “Newsletter”: 20 Stars for agreeing to e-mails, for members in Gold, for " +
        "customers tagged “vip”, for customers in segment 5, for members in their first 30 days, " +
        "to be spent after 14 days.",
      "New way to earn “Follow us”: 5 Stars for opening the store’s page on Instagram " +
        "(https://instagram.example/harbour).",
      "New way to earn “Write a review”: 50 Stars for writing a review, at most 3 times a month, " +
        "again after 2 days.",
      "New way to earn “Another year”: 100 Stars for each anniversary of joining.",
      "Members are asked for their date of birth.",
      "For their birthday members get what they choose: 250 Stars or €5.00 off.",
      "A birthday gift can be had on the day itself, by members in Silver for 7 days from the day " +
        "on and members in Gold for 30 days from the day on.",
      "A birthday counts from 30 days after its date was entered or changed.",
      "Members who are younger than 16 cannot enter their date of birth.",
      "Birthday gifts are for members in Silver or Gold, for customers tagged “vip”, for " +
        "customers in segment 5, and for members in their first 400 days only.",
      "Members can bring friends.",
      "For a friend who orders, a member gets 250 Stars.",
      "Friends get €5.00 off.",
      "The voucher of friends is for orders from €20.00.",
      "The voucher of friends works for 20 days.",
      "Friends get the code by e-mail, and only an order with it is rewarded.",
      "A friend’s first order counts from €30.00 of goods.",
      "Members are rewarded 7 days after the friend has paid.",
      "A refund takes the member’s reward back for 60 days, not later.",
      "A member is rewarded for at most 12 friends in a calendar year.",
      "Friends can ask for the voucher for 14 days after they opened the link.",
      "Friends arrive at /pages/friends.",
      "Bringing friends is for members in Gold, for customers tagged “vip”, for customers in " +
        "segment 5, and for members in their first 300 days only.",
      "Friends are looked at once more than 5 come from one internet connection.",
      "Friends are looked at once a member brings more than 6 within a day.",
      "Members get tiers: Silver, Gold, and Friends.",
      "Tiers count the last 12 months.",
      "All Stars of an order count for tiers.",
      "A tier is kept for 12 months at least.",
      "Members who no longer meet a tier fall to the tier that they meet.",
      "Members fall 30 days after a tier has ended.",
      "Members are told 30 days before they fall.",
      "The order that reaches a tier still earns at the rate before it.",
      "New tier “Silver”: reached with 10 nights, 1.1 times the Stars.",
      "New tier “Gold”: reached with 50 nights and €2,000.00 spent, or 70 nights, kept " +
        "with 40 nights, 1.5 times the Stars, 100 Stars on reaching it, 12.5% off and free " +
        "shipping on orders of at least €50.00, with “Free shipping” and “Early access”.",
      "New tier “Friends”: given by invitation.",
      "Stars of members in Gold never end.",
      "Stars of members in Silver end after June 30 and December 31 of each year, once " +
        "they are 90 days old.",
    ]);
  });

  it("tell of what is gone", () => {
    expect(told(FULL_PROGRAM, program())).toEqual(
      expect.arrayContaining([
        "Nothing is set any more for products tagged “tea”.",
        "The rule “Coffee days” no longer applies.",
        "The campaign “Spring” no longer runs.",
        "There are no tiers any more: nobody is in Silver, Gold, or Friends.",
        "Points of members in Gold end as those of everyone.",
        "Points never end.",
      ]),
    );
  });

  it("are each told once, though two things are called the same", () => {
    const names = (name: string) => {
      const rules = FULL_PROGRAM.earning.rules.map((rule) => ({ ...rule, name }));
      return { ...FULL_PROGRAM, earning: { ...FULL_PROGRAM.earning, rules } };
    };
    expect(told(names("One"), names("Two"))).toEqual(["The rule “One” is now called “Two”."]);
  });
});
