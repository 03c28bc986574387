// Products that earn more, less or nothing, whoever buys them.
import { BlockStack, FormLayout } from "@shopify/polaris";
import { productWords } from "../changes/words.ts";
import { ProblemAt, TextAt } from "./fields.tsx";
import { ItemList } from "./item-list.tsx";
import { ProductFields } from "./product-fields.tsx";
import { useProgramForm } from "./program-form.tsx";
import { SectionCard } from "./section-card.tsx";
import { useProgramWords } from "./use-program-words.ts";

export function ProductsSection() {
  const { typed, document } = useProgramForm();
  const words = useProgramWords();
  return (
    <>
      <SectionCard
        title="Products that never earn"
        about="No base points, and no extras of any kind."
      >
        <ProductFields
          path="earning.excludedProducts"
          title="Excluded products"
          whenEmpty="With nothing named, all products earn."
        />
      </SectionCard>
      <SectionCard
        title="Product multipliers"
        about={
          <>
            The base points of some products, times something. Of several that name a product, the
            first counts.
          </>
        }
      >
        <ItemList
          path="earning.productMultipliers"
          noun="product multiplier"
          items={typed.earning.productMultipliers.map(({ id, multiplier }) => {
            const known = document?.earning.productMultipliers.find((entry) => entry.id === id);
            return {
              id,
              title: multiplier === "" ? "" : `Times ${multiplier}`,
              summary: known && words ? `For ${productWords(known.products, words)}` : null,
            };
          })}
          isOrdered
          nothingYet="All products earn the base rate."
          blank={(id) => ({
            id,
            products: { productIds: "", variantIds: "", collectionIds: "", tags: "" },
            multiplier: "2",
          })}
          fields={(item) => (
            <BlockStack gap="400">
              <FormLayout>
                <TextAt
                  path={`${item}.multiplier`}
                  label="Base points times"
                  holds="decimal"
                  helpText="0 for none."
                />
              </FormLayout>
              <ProblemAt path={`${item}.products`} />
              <ProductFields
                path={`${item}.products`}
                title="For these products"
                whenEmpty="Name at least one."
              />
            </BlockStack>
          )}
        />
      </SectionCard>
    </>
  );
}
