// For each recorded error a request that provokes it. The documents are named as the recorded paths
// name them; what is not played is listed with the reason.

import { giftCardProvocations, storeCreditProvocations } from "./recorded-credit-requests.ts";
import {
  discountUpdateProvocations,
  shippingProvocations,
  shippingUpdateProvocations,
} from "./recorded-discount-changes.ts";
import { discountProvocations } from "./recorded-discount-requests.ts";
import type { Provocation } from "./recorded-error.ts";

const customer = "gid://shopify/Customer/1";

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

/** By root and case; an error that names its own document is provoked by that document. */
export const provocations: Record<string, Record<string, Provocation>> = {
  discountCodeBasicCreate: discountProvocations,
  discountCodeBasicUpdate: discountUpdateProvocations,
  discountCodeFreeShippingCreate: shippingProvocations,
  discountCodeFreeShippingUpdate: shippingUpdateProvocations,
  ...giftCardProvocations,
  ...storeCreditProvocations,
  appRevokeAccessScopes: {
    "scopes-that-are-declared-as-required-cannot-be-revoked": revoke("read_orders"),
    "the-requested-list-of-scopes-to-revoke-includes-invalid-handles": revoke("read_nothing"),
  },
  metafieldsSet: {
    "the-resource-has-been-an-updated-comparedigest-value": {
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
    "field-code-doesn-t-exist-on-type-usererror": {
      query: `mutation BulkOperationRunMutationAllowedRootsMetafieldsDelete {
        metafieldsDelete(metafields: []) { userErrors { code } }
      }`,
    },
  },
  tagsAdd: {
    "product-does-not-exist": tagsAdd("Product"),
    "customer-does-not-exist": tagsAdd("Customer"),
  },
  tagsRemove: {
    "product-does-not-exist": tagsRemove("Product"),
    "customer-does-not-exist": tagsRemove("Customer"),
  },
  customerUpdate: {
    "email-consent-has-its-own-mutation": update("emailMarketingConsent"),
    "sms-consent-has-its-own-mutation": update("smsMarketingConsent"),
    "whatsapp-consent-has-its-own-mutation": update("whatsAppMarketingConsent"),
  },
  shop: {
    "an-operation-name-is-required": { query: "query A { shop { id } } query B { shop { id } }" },
    "no-operation-named-missing": {
      query: "query A { shop { id } }",
      operationName: "Missing",
    },
    "field-must-have-selections-did-you-mean-shop": {
      query: "query GraphqlBaseValidationMissingSubselection { shop }",
    },
  },
  orders: {
    "field-definitelynotanorderfield-doesn-t-exist-on-type-order": {
      query: `query GraphqlBaseValidationUnknownOrderField {
        orders(first: 1) { nodes { definitelyNotAnOrderField } }
      }`,
    },
  },
  definitelyNotAShopifyQueryRoot: {
    "field-definitelynotashopifyqueryroot-doesn-t-exist-on-type-queryroot": {
      query: "query GraphqlBaseValidationUnknownQueryRoot { definitelyNotAShopifyQueryRoot }",
    },
  },
  definitelyNotAShopifyMutationRoot: {
    "field-definitelynotashopifymutationroot-doesn-t-exist-on-type-mutation": {
      query:
        "mutation GraphqlBaseValidationUnknownMutationRoot { definitelyNotAShopifyMutationRoot }",
    },
  },
  node: {
    "invalid-global-id-gid-shopify-product": {
      query: `query AdminPlatformNodeMalformedGid { node(id: "gid://shopify/Product") { id } }`,
    },
  },
  nodes: {
    "invalid-global-id-gid-shopify-product": {
      query: `query AdminPlatformNodesMalformedGid {
        nodes(ids: ["gid://shopify/Product"]) { id }
      }`,
    },
  },
  scriptTag: {
    "access-denied-for-scripttag-access-to-script-tags": {
      query: `query { missingScriptTag: scriptTag(id: "gid://shopify/ScriptTag/1") { id } }`,
    },
  },
  backupRegionUpdate: {
    "access-denied-for-backupregionupdate-write-markets-for-mutations": {
      query: `mutation {
          backupRegionUpdate(region: { countryCode: DE }) { userErrors { message } }
        }`,
    },
    "argument-countrycode-on-inputobject-null-expected-type-countrycode": region(
      "Null",
      "countryCode: null",
    ),
    "argument-countrycode-on-inputobject-42-expected-type-countrycode": region(
      "Numeric",
      "countryCode: 42",
    ),
    "argument-countrycode-on-inputobject-required-expected-type-countrycode": region("Missing", ""),
  },
  bulkOperation: {
    "invalid-global-id-not-a-gid": {
      query: `query BulkOperationMalformedInlineIdValidation {
        bulkOperation(id: "not-a-gid") { id }
      }`,
    },
    "field-bulkoperation-is-missing-required-arguments-id": {
      query: "query BulkOperationMissingIdValidation { bulkOperation { id } }",
    },
  },
  bulkOperations: {
    "argument-sortkey-on-field-id-expected-type-bulkoperationssortkeys": {
      query: `query BulkOperationsSortKeyIdRejected {
          bulkOperations(first: 1, sortKey: ID) { nodes { id } }
        }`,
    },
  },
  bulkOperationRunQuery: {
    "field-bulkoperationrunquery-doesn-t-accept-argument-clientidentifier": probe(),
    "variable-declared-but-not-used": probe(),
    "field-bulkoperationrunquery-is-missing-required-arguments-query": {
      query: `mutation BulkOperationRunQueryMissingQueryValidation {
        bulkOperationRunQuery { userErrors { message } }
      }`,
    },
  },
  segmentCreate: {
    "argument-name-on-field-null-expected-type-string": segment(
      "NullName",
      'name: null, query: ""',
    ),
    "argument-query-on-field-null-expected-type-string": segment(
      "NullQuery",
      'name: "", query: null',
    ),
    "field-segmentcreate-is-missing-required-arguments-name-query": {
      query:
        "mutation SegmentCreateMissingNameAndQuery { segmentCreate { userErrors { message } } }",
    },
    "field-segmentcreate-is-missing-required-arguments-name": segment("MissingName", 'query: ""'),
    "field-segmentcreate-is-missing-required-arguments-query": segment("MissingQuery", 'name: ""'),
  },
  segmentDelete: {
    "argument-id-on-field-null-expected-type-id": {
      query: "mutation SegmentDeleteNullId { segmentDelete(id: null) { deletedSegmentId } }",
    },
    "field-segmentdelete-is-missing-required-arguments-id": {
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
  [
    /initialAmount \(Field is not defined on GiftCardCreateInput\)/,
    "the version that is played knows the field and asks for neither amount",
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

function revoke(scope: string): Provocation {
  return {
    query: `mutation { appRevokeAccessScopes(scopes: ["${scope}"]) {
      revoked { handle } userErrors { field message code } } }`,
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
