// metafieldsDelete: all or nothing; what is not there is answered by a null in its place.

import { deleteMetafield } from "../../actions/metafields.ts";
import type { Call, Resolver } from "../call.ts";
import { userError } from "../errors.ts";
import { namespaceOf } from "./metafields.ts";
import { checkNamespace, ownerOf } from "./set-metafields.ts";

type GivenIdentifier = { ownerId: string; namespace: string; key: string };

export const metafieldsDelete: Resolver = (_source, args, call) => {
  const given = args["metafields"] as GivenIdentifier[];
  const named = given.map((entry) => ({ ...entry, namespace: allowed(call, entry.namespace) }));
  const missing = given.findIndex(({ ownerId }) => ownerOf(call, ownerId) === "missing");
  if (missing >= 0) {
    const field = ["metafields", String(missing), "ownerId"];
    const { message } = userError(field, "Owner does not exist.", "INVALID_VALUE");
    return { deletedMetafields: null, userErrors: [{ field, message }] };
  }
  const deletedMetafields = named.map(({ ownerId, namespace, key }) =>
    deleteMetafield(call.shop, ownerId, namespace, key) ? { ownerId, namespace, key } : null,
  );
  return { deletedMetafields, userErrors: [] };
};

function allowed(call: Call, given: string): string {
  const namespace = namespaceOf(call, given);
  checkNamespace(call, namespace);
  return namespace;
}
