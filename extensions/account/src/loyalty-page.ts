// Where everything is: the page that the extension beside this one brings, by its handle.

export const LOYALTY_PAGE = "extension:loyalty-page/";
