// For visitors who are not inside Shopify's admin. Shops are never typed in by hand.
export function OpenFromShopify() {
  return (
    <main
      style={{ font: "16px/1.5 system-ui, sans-serif", margin: "4rem auto", maxWidth: "36rem" }}
    >
      <h1>Regulars</h1>
      <p>A loyalty program for Shopify stores.</p>
      <p>To open it, go to your Shopify admin and choose Regulars under Apps.</p>
    </main>
  );
}
