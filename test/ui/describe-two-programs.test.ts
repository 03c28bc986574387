// Two programs that agree in nothing, told in sentences that a merchant can read.
import { describe, expect, it } from "vitest";
import type { ProgramDocument } from "../../app/core/program/document.ts";
import { describeChanges } from "../../app/ui/describe-changes.ts";
import { NO_NAMES } from "../../app/ui/known-names.ts";
import { FULL_PROGRAM, OTHER_PROGRAM } from "../support/full-programs.ts";
import { program } from "../support/order-builder.ts";

const told = (before: ProgramDocument, after: ProgramDocument) =>
  describeChanges(before, after, "EUR");

describe("the sentences about two programs", () => {
  it("are none where nothing differs", () => {
    expect(told(FULL_PROGRAM, structuredClone(FULL_PROGRAM))).toEqual([]);
  });

  it("call products as the store does, and by their number where nobody knows", () => {
    const after = program({ excludedProducts: { productIds: ["8", "9"] } });
    const names = { ...NO_NAMES, product: { 8: "House Blend", 9: null } };
    expect(describeChanges(program(), after, "EUR", names)).toEqual([
      "Nothing is earned by products “House Blend” and 9.",
    ]);
  });

  it("tell everything in which they differ", () => {
    expect(told(FULL_PROGRAM, OTHER_PROGRAM)).toEqual([
      "Members read “Bean” and “Beans”.",
      "Orders earn 3 Beans per €1.00 instead of 2.",
      "Tax no longer earns.",
      "Shipping now earns.",
      "Buying a gift card now earns.",
      "Orders earn on prices before discounts.",
      "The part that a loyalty voucher takes off now earns.",
      "The part that a gift card pays no longer earns.",
      "The part that store credit pays no longer earns.",
      "Orders of any amount earn.",
      "One order can earn any number of Beans.",
      "A member's orders of one day can earn any number of Beans.",
      "A member's orders of one year can earn any number of Beans.",
      "All orders of one year can earn any number of Beans.",
      "All products earn.",
      "When several extras match, all count: multipliers multiply one another, and " +
        "bonuses are added.",
      "Fractions of a Bean are rounded to the nearest.",
      "Beans can be spent 1 day after payment.",
      "Beans end all together 1 year after the last order or redemption, with the end " +
        "of that quarter.",
      "When Beans end is worked out anew, also for those already earned.",
      "Members are not warned before Beans end.",
      "Members are asked how likely they are to recommend the store: on the day of an " +
        "order, in the panel, and not again for 365 days.",
      "All ways to earn together give a member at most 400 Beans in a year.",
      "Codes of new vouchers and gift cards begin with BEAN5.",
      "A refund takes back only what is still pending.",
      "Beans spent on a voucher come back when its order is refunded in full, with or " +
        "without shipping.",
      "Members keep the Beans for what is refunded as store credit.",
      "Members no longer get an e-mail about what an order earned.",
      "Members no longer get an e-mail before Beans end.",
      "Members no longer get an e-mail about a new tier.",
      "Members no longer get an e-mail before a tier ends.",
      "Members no longer get an e-mail when they are invited to a tier.",
      "Members no longer get an e-mail about rewards that issued themselves.",
      "Members no longer get an e-mail for their birthday.",
      "Members no longer get an e-mail when what they spent comes back without their doing.",
      "What was set for collection 44 is now set for collection 45.",
      "1.5 times the base Beans for collection 45 instead of 0 times the base Beans.",
      "What was set for products tagged “tea” is now set for products 8 and 9.",
      "2 times the base Beans for products 8 and 9 instead of 0.5 times the base Beans.",
      "Of several multipliers of base Beans, the first counts: collection 45 and products 8 and 9.",
      "The rule “By the item” is now called “Per item”.",
      "“Per item” counts as added on Feb 2, 2026.",
      "“Per item” gives 4 Beans more per item instead of 3 Beans more per item.",
      "“Per item” leaves out variant 6.",
      "The rule “Coffee days” is now called “Coffee”.",
      "“Coffee” counts as added on Jan 2, 2026.",
      "“Coffee” gives 1 Bean more per order instead of 2 times the Beans.",
      "“Coffee” is for all products.",
      "“Coffee” leaves out no products.",
      "“Coffee” is for orders of every channel.",
      "“Coffee” is for members of every tier.",
      "“Coffee” is for customers with any tags, or none.",
      "“Coffee” is for customers of every segment.",
      "“Coffee” is for members however long they are with the store.",
      "“Coffee” is for orders of any amount.",
      "Rules are in this order: “Per item” and “Coffee”.",
      "The campaign “Summer” is now called “High summer”.",
      "“High summer” starts on Jun 2, 2026 at 00:00 instead of Jun 1, 2026 at 00:00.",
      "“High summer” ends on Aug 1, 2026 at 00:00 instead of Sep 1, 2026 at 00:00.",
      "“High summer” gives 3 times the Beans instead of 0.5 Beans more per €1.00.",
      "“High summer” is only for members who joined it before they ordered.",
      "“High summer” gives at most 5,000 Beans to all together.",
      "“High summer” gives at most 50 Beans to one member.",
      "The campaign “Spring” is now called “Springtime”.",
      "“Springtime” starts on Mar 2, 2026 at 09:00 instead of Mar 1, 2026 at 09:00.",
      "“Springtime” ends on May 1, 2026 at 00:00 instead of Apr 1, 2026 at 00:00.",
      "“Springtime” runs on every day of the week.",
      "“Springtime” runs all day.",
      "“Springtime” gives 1 Bean more per €1.00 instead of 50 Beans more per order.",
      "“Springtime” is for orders of every channel.",
      "“Springtime” is for members of every tier.",
      "“Springtime” is for members however long they are with the store.",
      "“Springtime” is for members whether they joined it or not.",
      "“Springtime” has no budget.",
      "“Springtime” has no limit for one member.",
      "Campaigns are in this order: “High summer” and “Springtime”.",
      "80 Beans turn into €6.00 off.",
      "New vouchers of €6.00 off work on orders of any amount.",
      "New vouchers of €6.00 off work for 1 day.",
      "New vouchers of €6.00 off combine with order discounts and product discounts.",
      "One member can have €6.00 off 2 times a month.",
      "€6.00 off is for members in Silver class, for customers tagged “friend”, and for " +
        "customers in segment 6.",
      "€6.00 off costs 70 Beans in Silver class.",
      "“A tenth off coffee” is now called “An eighth off tea”.",
      "“An eighth off tea” is not described any more.",
      "200 Beans turn into 12.5% off.",
      "New vouchers of “An eighth off tea” ask for at least 3 items.",
      "New vouchers of “An eighth off tea” are for product 32 and variant 33.",
      "New vouchers of “An eighth off tea” are for subscriptions.",
      "There are 40 of “An eighth off tea” for all members together.",
      "“An eighth off tea” can be had from Jun 2, 2026 at 09:00 on (10 of them).",
      "“An eighth off tea” issues itself on June 24 and December 24 of each year, at most 2 times " +
        "on each, at most 3 times a year.",
      "25 Beans turn into €1.00 off, 5 to 40 times at once.",
      "60 Beans turn into free shipping to FR.",
      "New vouchers of free shipping to FR combine with no other discount.",
      "Free shipping to FR no longer issues itself.",
      "250 Beans turn into one unit of variant 35 for free.",
      "“A present” is named by what it is, in the member's language.",
      "550 Beans turn into a gift card of €26.00 for a friend.",
      "450 Beans turn into €21.00 of store credit.",
      "60 Beans turn into a donation of €2.50 for “Bees”.",
      "950 Beans turn into an experience at “The harbour” from Jul 2, 2026 at 18:00.",
      "There are 10 of an experience at “The harbour” from Jul 2, 2026 at 18:00 for all members " +
        "together.",
      "750 Beans turn into seeing product 33 for good.",
      "160 Beans turn into seeing product 34 before others until Aug 2, 2026 at 09:00.",
      "The price campaign “Birthday” no longer runs.",
      "The price campaign “Quiet weeks” is now called “Quiet days”.",
      "“Quiet days” starts on Jul 2, 2026 at 00:00 instead of Jul 1, 2026 at 00:00.",
      "“Quiet days” ends on Aug 2, 2026 at 00:00 instead of Aug 1, 2026 at 00:00.",
      "“Quiet days” runs on Wednesdays only.",
      "“Quiet days” runs from 17:00 until 23:00 only.",
      "“Quiet days” is for free shipping to FR.",
      "“Quiet days” takes 30% off instead of 25%.",
      "The way to earn “Newsletter” no longer gives anything.",
      "The way to earn “Another year” is now called “A year with us”.",
      "“A year with us” is for having an account instead of each anniversary of joining.",
      "“A year with us” gives 99 Beans instead of 100 Beans.",
      "The way to earn “Write a review” is now called “Review”.",
      "“Review” is for the event “quiz-done” instead of writing a review.",
      "“Review” gives 49 Beans instead of 50 Beans.",
      "“Review” is for members without an order for 90 days only.",
      "“Review” earns as often as it happens.",
      "“Review” can earn again at once.",
      "The way to earn “Follow us” is now called “Our page”.",
      "“Our page” is for opening the store’s page on another network " +
        "(https://other.example/harbour) instead of opening the store’s page on Instagram " +
        "(https://instagram.example/harbour).",
      "“Our page” gives 6 Beans instead of 5 Beans.",
      "Beans of “Our page” can be spent after 1 day.",
      "New way to earn “Our question”: 7 Beans for answering the survey.",
      "Ways to earn are shown in this order: “A year with us”, “Review”, “Our page”, and “Our " +
        "question”.",
      "For their birthday members get 300 Beans.",
      "A birthday gift can be had for 3 days from the day on.",
      "A birthday counts from 60 days after its date was entered or changed.",
      "Members of every age can enter their date of birth.",
      "Birthday gifts are for all members.",
      "For a friend who orders, a member gets “An eighth off tea” as a gift for 45 days.",
      "Friends get 12.5% off.",
      "The voucher of friends is for orders from €10.00.",
      "The voucher of friends works for 10 days.",
      "A friend’s first order counts from €15.00 of goods.",
      "Members are rewarded 3 days after the friend has paid.",
      "A refund takes the member’s reward back for 30 days, not later.",
      "A member is rewarded for at most 5 friends in a calendar year.",
      "Friends can ask for the voucher for 7 days after they opened the link.",
      "Friends arrive at /pages/welcome.",
      "Bringing friends is for customers tagged “staff” and for members without an order for 90 " +
        "days only.",
      "Friends are looked at once more than 3 come from one internet connection.",
      "Friends are looked at once a member brings more than 2 within a day.",
      "Tiers count all that members ever did.",
      "Only base Beans of an order count for tiers, without extras.",
      "A tier is kept for the rest of the year and 1 year more.",
      "Members who no longer meet a tier fall by one tier.",
      "Members fall as soon as a tier has ended.",
      "Members are not told before they fall.",
      "The order that reaches a tier already earns at its rate.",
      "The tier “Friends” is now called “Friends of ours”.",
      "Friends of ours is given by hand.",
      "Beans of members in Friends of ours are multiplied by 2 instead of 1.",
      "The tier “Silver” is now called “Silver class”.",
      "Silver class is reached with 1 order instead of 10 nights.",
      "Beans of members in Silver class are multiplied by 1 instead of 1.1.",
      "Members get 5 Beans on reaching Silver class.",
      "Members read as benefits of Silver class: “A smile”.",
      "Members in Silver class get 5% off without a code.",
      "The tier “Gold” is now called “Gold class”.",
      "Gold class is reached with 500 Beans earned and a balance of 20 instead of 50 " +
        "nights and €2,000.00 spent, or 70 nights.",
      "Gold class is kept with what reaches it.",
      "Beans of members in Gold class are multiplied by 1 instead of 1.5.",
      "Members get nothing on reaching Gold class.",
      "Members read of no benefits of Gold class.",
      "Members in Gold class get nothing without a code.",
      "Tiers rise in this order: Friends of ours, Silver class, and Gold class.",
      "Beans of members in Silver class end 2 years after they were earned.",
      "Beans of members in Gold class end all together 18 months after the last order " +
        "or redemption, with the end of that year.",
      "The tiers with terms of their own are listed in another order.",
    ]);
  });

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
      "All ways to earn together give a member at most 500 Stars in a year.",
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
