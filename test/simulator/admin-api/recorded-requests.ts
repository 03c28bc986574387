// For each recorded error a request that provokes it. The documents are named as the recorded paths
// name them; what is not played is listed with the reason.

export type RecordedError = {
  root: string;
  code: string | null;
  message: string;
  field: string[] | null;
};

export type Provocation = {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
};

const create = `mutation Create($input: DiscountCodeBasicInput!) {
  discountCodeBasicCreate(basicCodeDiscount: $input) {
    codeDiscountNode { id }
    userErrors { field message code }
  }
}`;

const validDiscount = {
  title: "Five off",
  code: "FIVE",
  startsAt: "2026-01-01T00:00:00Z",
  customerGets: {
    value: { discountAmount: { amount: "5.00", appliesOnEachItem: false } },
    items: { all: true },
  },
};

const customer = "gid://shopify/Customer/1";

/** The valid discount with some fields bent. */
function bent(change: Record<string, unknown>): Provocation {
  return { query: create, variables: { input: { ...validDiscount, ...change } } };
}

function gets(change: Record<string, unknown>): Provocation {
  return bent({ customerGets: { ...validDiscount.customerGets, ...change } });
}

const amountOf = (amount: unknown, more = {}) =>
  gets({ value: { discountAmount: { amount, ...more } } });

const items = (value: Record<string, unknown>) => gets({ items: value });

const minimum = (minimumRequirement: Record<string, unknown>) => bent({ minimumRequirement });

const products = (id: string) =>
  items({ products: { productsToAdd: [`gid://shopify/Product/${id}`] } });
const variants = (id: string) =>
  items({ products: { productVariantsToAdd: [`gid://shopify/ProductVariant/${id}`] } });
const collections = (id: string) =>
  items({ collections: { add: [`gid://shopify/Collection/${id}`] } });

const tagged = { productDiscountsWithTagsOnSameCartLine: { add: ["sale"] } };
const tagsAdd = (type: string) => tags("tagsAdd", type);
const tagsRemove = (type: string) => tags("tagsRemove", type);

function tags(root: string, type: string): Provocation {
  const id = `gid://shopify/${type}/999999999999`;
  return {
    query: `mutation { ${root}(id: "${id}", tags: ["a"]) { userErrors { field message } } }`,
  };
}

const update = (field: string): Provocation => ({
  query: `mutation Update($input: CustomerInput!) {
    customerUpdate(input: $input) { customer { id } userErrors { field message } }
  }`,
  variables: { input: { id: customer, [field]: consent(field) } },
});

function consent(field: string): Record<string, string> {
  return field.startsWith("whatsApp") ? { state: "SUBSCRIBED" } : { marketingState: "SUBSCRIBED" };
}

/** By root and message; a message that names its own document is provoked by that document. */
export const provocations: Record<string, Record<string, Provocation>> = {
  discountCodeBasicCreate: {
    "Starts at can't be blank": bent({ startsAt: null }),
    "Code can't be blank": bent({ code: null }),
    "Minimum subtotal cannot be defined when minimum quantity is.": minimum({
      subtotal: { greaterThanOrEqualToSubtotal: "1" },
      quantity: { greaterThanOrEqualToQuantity: "1" },
    }),
    "Minimum quantity cannot be defined when minimum subtotal is.": minimum({
      subtotal: { greaterThanOrEqualToSubtotal: "1" },
      quantity: { greaterThanOrEqualToQuantity: "1" },
    }),
    "Cannot entitle collections in combination with product variants or products": items({
      collections: { add: ["gid://shopify/Collection/1"] },
      products: { productsToAdd: ["gid://shopify/Product/1"] },
    }),
    "Usage limit must be greater than 0": bent({ usageLimit: 0 }),
    "Product with id: 0 is invalid": products("0"),
    "Product variant with id: 0 is invalid": variants("0"),
    "Ends at needs to be after starts_at": bent({ endsAt: "2025-01-01T00:00:00Z" }),
    "Code cannot contain newline characters.": bent({ code: "A\nB" }),
    "Product with id: 999999999999 is invalid": products("999999999999"),
    "Product variant with id: 999999999999 is invalid": variants("999999999999"),
    "Collection with id: 999999999999 is invalid": collections("999999999999"),
    "Collection with id: 0 is invalid": collections("0"),
    "Only one of context or customerSelection can be provided.": bent({
      context: { all: "ALL" },
      customerSelection: { all: true },
    }),
    "discountOnQuantity field is only permitted with bxgy discounts.": gets({
      value: { discountOnQuantity: { quantity: "1", effect: { percentage: 1 } } },
    }),
    "Combines with product discounts with tags on same cart line is only valid for discounts with the PRODUCT discount class":
      bent({ combinesWith: tagged }),
    "Minimum quantity must be less than 2147483647": minimum({
      quantity: { greaterThanOrEqualToQuantity: "2147483647" },
    }),
    "Minimum subtotal must be less than 1000000000000000000": minimum({
      subtotal: { greaterThanOrEqualToSubtotal: "1000000000000000000" },
    }),
    "Value must be greater than -1000000000000000000": amountOf("1000000000000000000"),
    "Value must be less than or equal to 0": amountOf("-5.00"),
    "The shop's plan does not allow setting `productDiscountsWithTagsOnSameCartLine`.": bent({
      combinesWith: tagged,
      customerGets: {
        ...validDiscount.customerGets,
        items: { products: { productsToAdd: ["gid://shopify/Product/1"] } },
      },
    }),
    "Code must be unique. Please try a different code.": bent({ code: "taken" }),
    "Code is too long (maximum is 255 characters)": bent({ code: "A".repeat(256) }),
    "Code is too short (minimum is 1 character)": bent({ code: "" }),
    "Argument 'basicCodeDiscount' on Field 'discountCodeBasicCreate' has an invalid value (null). Expected type 'DiscountCodeBasicInput!'.":
      {
        query: `mutation DiscountCodeBasicCreateInlineNullInput {
          discountCodeBasicCreate(basicCodeDiscount: null) { userErrors { message } }
        }`,
      },
    "A customer id is present in `add` and `remove` fields": bent({
      context: { customers: { add: [customer], remove: [customer] } },
    }),
    "The same Collection id is present in both 'add' and 'remove' fields": items({
      collections: { add: ["gid://shopify/Collection/1"], remove: ["gid://shopify/Collection/1"] },
    }),
    "A discount can only have one of percentage, discountOnQuantity or discountAmount.": gets({
      value: { percentage: 0.1, discountAmount: { amount: "1" } },
    }),
    "The same tag is present in both `add` and `remove` fields of `productDiscountsWithTagsOnSameCartLine`.":
      {
        query: create.replace("discountCodeBasicCreate", "tagOverlap: discountCodeBasicCreate"),
        variables: {
          input: {
            ...validDiscount,
            combinesWith: {
              productDiscountsWithTagsOnSameCartLine: { add: ["sale"], remove: ["sale"] },
            },
          },
        },
      },
    "A discount cannot have customerSelection set to all, when customers or customerSavedSearches is specified.":
      bent({ customerSelection: { all: true, customers: { add: [customer] } } }),
    "A discount cannot have customerSelection set to all, when customerSegments is specified.":
      bent({
        customerSelection: { all: true, customerSegments: { add: ["gid://shopify/Segment/1"] } },
      }),
    "Variable $input of type DiscountCodeBasicInput! was provided invalid value for customerGets.value.discountAmount.amount (invalid decimal 'abc')":
      amountOf("abc"),
    "Variable $input of type DiscountCodeBasicInput! was provided invalid value": {
      query: create,
      variables: { input: null },
    },
    "Variable $input of type DiscountCodeBasicInput! was provided invalid value for customerGets.value.discountAmount.each (Field is not defined on DiscountAmountInput)":
      amountOf("1", { each: true }),
    "Variable $input of type DiscountCodeBasicInput! was provided invalid value for customerGets.value.discountAmount.useEach (Field is not defined on DiscountAmountInput)":
      amountOf("1", { useEach: true }),
    "Variable $input of type DiscountCodeBasicInput! was provided invalid value for customerSelection.customerSavedSearches (Field is not defined on DiscountCustomerSelectionInput)":
      bent({ customerSelection: { customerSavedSearches: {} } }),
    "Value must be between 0.0 and 1.0": gets({ value: { percentage: 1.5 } }),
  },
  metafieldsSet: {
    "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.":
      {
        query: `mutation Set($metafields: [MetafieldsSetInput!]!) {
          metafieldsSet(metafields: $metafields) { userErrors { field message code } }
        }`,
        variables: {
          metafields: [
            {
              ownerId: customer,
              key: "balance",
              value: "1",
              compareDigest: "stale",
              type: "number_integer",
            },
          ],
        },
      },
  },
  metafieldsDelete: {
    "Field 'code' doesn't exist on type 'UserError'": {
      query: `mutation BulkOperationRunMutationAllowedRootsMetafieldsDelete {
        metafieldsDelete(metafields: []) { userErrors { code } }
      }`,
    },
  },
  tagsAdd: {
    "Product does not exist": tagsAdd("Product"),
    "Customer does not exist": tagsAdd("Customer"),
  },
  tagsRemove: {
    "Product does not exist": tagsRemove("Product"),
    "Customer does not exist": tagsRemove("Customer"),
  },
  customerUpdate: {
    "To update emailMarketingConsent, please use the customerEmailMarketingConsentUpdate Mutation instead":
      update("emailMarketingConsent"),
    "To update smsMarketingConsent, please use the customerSmsMarketingConsentUpdate Mutation instead":
      update("smsMarketingConsent"),
    "To update whatsAppMarketingConsent, please use the customerWhatsAppMarketingConsentUpdate Mutation instead":
      update("whatsAppMarketingConsent"),
  },
  shop: {
    "An operation name is required": { query: "query A { shop { id } } query B { shop { id } }" },
    'No operation named "Missing"': {
      query: "query A { shop { id } }",
      operationName: "Missing",
    },
    "Field must have selections (field 'shop' returns Shop but has no selections. Did you mean 'shop { ... }'?)":
      { query: "query GraphqlBaseValidationMissingSubselection { shop }" },
  },
  orders: {
    "Field 'definitelyNotAnOrderField' doesn't exist on type 'Order'": {
      query: `query GraphqlBaseValidationUnknownOrderField {
        orders(first: 1) { nodes { definitelyNotAnOrderField } }
      }`,
    },
  },
  definitelyNotAShopifyQueryRoot: {
    "Field 'definitelyNotAShopifyQueryRoot' doesn't exist on type 'QueryRoot'": {
      query: "query GraphqlBaseValidationUnknownQueryRoot { definitelyNotAShopifyQueryRoot }",
    },
  },
  definitelyNotAShopifyMutationRoot: {
    "Field 'definitelyNotAShopifyMutationRoot' doesn't exist on type 'Mutation'": {
      query:
        "mutation GraphqlBaseValidationUnknownMutationRoot { definitelyNotAShopifyMutationRoot }",
    },
  },
  node: {
    "Invalid global id 'gid://shopify/Product'": {
      query: `query AdminPlatformNodeMalformedGid { node(id: "gid://shopify/Product") { id } }`,
    },
  },
  nodes: {
    "Invalid global id 'gid://shopify/Product'": {
      query: `query AdminPlatformNodesMalformedGid { nodes(ids: ["gid://shopify/Product"]) { id } }`,
    },
  },
  scriptTag: {
    "Access denied for scriptTag field. Required access: `read_script_tags` access scope. Also: Requires access to script tags.":
      { query: `query { missingScriptTag: scriptTag(id: "gid://shopify/ScriptTag/1") { id } }` },
  },
  backupRegionUpdate: {
    "Access denied for backupRegionUpdate field. Required access: `read_markets` for queries and both `read_markets` as well as `write_markets` for mutations.":
      {
        query: `mutation {
          backupRegionUpdate(region: { countryCode: DE }) { userErrors { message } }
        }`,
      },
    "Argument 'countryCode' on InputObject 'BackupRegionUpdateInput' has an invalid value (null). Expected type 'CountryCode!'.":
      region("Null", "countryCode: null"),
    "Argument 'countryCode' on InputObject 'BackupRegionUpdateInput' has an invalid value (42). Expected type 'CountryCode!'.":
      region("Numeric", "countryCode: 42"),
    "Argument 'countryCode' on InputObject 'BackupRegionUpdateInput' is required. Expected type CountryCode!":
      region("Missing", ""),
  },
  bulkOperation: {
    "Invalid global id 'not-a-gid'": {
      query: `query BulkOperationMalformedInlineIdValidation {
        bulkOperation(id: "not-a-gid") { id }
      }`,
    },
    "Field 'bulkOperation' is missing required arguments: id": {
      query: "query BulkOperationMissingIdValidation { bulkOperation { id } }",
    },
  },
  bulkOperations: {
    "Argument 'sortKey' on Field 'bulkOperations' has an invalid value (ID). Expected type 'BulkOperationsSortKeys'.":
      {
        query: `query BulkOperationsSortKeyIdRejected {
          bulkOperations(first: 1, sortKey: ID) { nodes { id } }
        }`,
      },
  },
  bulkOperationRunQuery: {
    "Field 'bulkOperationRunQuery' doesn't accept argument 'clientIdentifier'": probe(),
    "Variable $clientIdentifier is declared by BulkOperationRunQueryClientIdentifierProbe but not used":
      probe(),
    "Field 'bulkOperationRunQuery' is missing required arguments: query": {
      query: `mutation BulkOperationRunQueryMissingQueryValidation {
        bulkOperationRunQuery { userErrors { message } }
      }`,
    },
  },
  segmentCreate: {
    "Argument 'name' on Field 'segmentCreate' has an invalid value (null). Expected type 'String!'.":
      segment("NullName", 'name: null, query: ""'),
    "Argument 'query' on Field 'segmentCreate' has an invalid value (null). Expected type 'String!'.":
      segment("NullQuery", 'name: "", query: null'),
    "Field 'segmentCreate' is missing required arguments: name, query": {
      query:
        "mutation SegmentCreateMissingNameAndQuery { segmentCreate { userErrors { message } } }",
    },
    "Field 'segmentCreate' is missing required arguments: name": segment(
      "MissingName",
      'query: ""',
    ),
    "Field 'segmentCreate' is missing required arguments: query": segment(
      "MissingQuery",
      'name: ""',
    ),
  },
  segmentDelete: {
    "Argument 'id' on Field 'segmentDelete' has an invalid value (null). Expected type 'ID!'.": {
      query: "mutation SegmentDeleteNullId { segmentDelete(id: null) { deletedSegmentId } }",
    },
    "Field 'segmentDelete' is missing required arguments: id": {
      query: "mutation SegmentDeleteMissingId { segmentDelete { deletedSegmentId } }",
    },
  },
};

/** Recorded errors that the simulator does not give, and why. */
export const notPlayed: [message: RegExp, why: string][] = [
  [
    /(Usage|Recurring cycle) limit must be (greater|less) than or equal/,
    "its Int has 32 bits, so such a number is refused as a variable",
  ],
  [
    /^Value (has a|is not the correct|does not exist|min and max|must belong)/,
    "definitions from the app's declaration carry no validations",
  ],
];

function region(name: string, fields: string): Provocation {
  return {
    query: `mutation BackupRegionUpdateMalformed${name} {
      backupRegionUpdate(region: { ${fields} }) { userErrors { message } }
    }`,
  };
}

function segment(name: string, args: string): Provocation {
  return {
    query: `mutation SegmentCreate${name} { segmentCreate(${args}) { userErrors { message } } }`,
  };
}

function probe(): Provocation {
  return {
    query: `mutation BulkOperationRunQueryClientIdentifierProbe($clientIdentifier: String) {
      bulkOperationRunQuery(query: "{ shop { id } }", clientIdentifier: "x") {
        userErrors { message }
      }
    }`,
  };
}
