// Addresses outside the app that its pages lead to.

export const adminOrderUrl = (orderId: string): string => `shopify://admin/orders/${orderId}`;

export const adminCustomerUrl = (customerId: string): string =>
  `shopify://admin/customers/${customerId}`;

/** Opens the theme editor with the app's embed ready to be switched on. */
export function themeEditorUrl(domain: string, apiKey: string, embedHandle: string): string {
  const query = new URLSearchParams({
    context: "apps",
    template: "index",
    activateAppId: `${apiKey}/${embedHandle}`,
  });
  return `https://${domain}/admin/themes/current/editor?${query}`;
}
