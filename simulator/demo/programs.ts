// What the demonstration stores' programs are, in the words of the admin's form.
export const coffeeProgram = {
  pointsNameOne: "Bean",
  pointsNameOther: "Beans",
  pointsPerUnit: "2",
  taxIncluded: true,
  shippingIncluded: false,
  giftCardsIncluded: false,
  minimumOrder: "",
  perOrderCap: "",
  rewardAmount: "5.00",
  rewardPoints: "100",
  rewardMinimum: "20.00",
  rewardValidityDays: "90",
  combinesOrder: false,
  combinesProduct: false,
  combinesShipping: true,
  shortfallPolicy: "repay",
  orderEarnedEmail: true,
};
/** By the store's handle. */
export const programs: Record<string, typeof coffeeProgram> = {
  "harbour-coffee": coffeeProgram,
  "northwind-tea": {
    ...coffeeProgram,
    pointsNameOne: "Leaf",
    pointsNameOther: "Leaves",
    pointsPerUnit: "1",
  },
};
