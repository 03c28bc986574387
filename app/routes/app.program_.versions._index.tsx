// All versions of the program: what was in force when, what is to follow, and what is in the works.
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Page } from "@shopify/polaris";
import { businessNow } from "../adapters/shopify/business-clock.ts";
import { listProgramVersions } from "../queries/program-versions.ts";
import { authenticateMerchant } from "../shopify.server.ts";
import { VersionList } from "../ui/program/version-list.tsx";
import { ProgramFile } from "./admin/program-file.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateMerchant(request);
  const versions = await listProgramVersions(shop.id, await businessNow());
  return { versions, timeZone: shop.timeZone };
}

export default function ProgramVersions() {
  const { versions, timeZone } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Versions of the program"
      subtitle={`Times are those of the store (${timeZone})`}
      backAction={{ content: "Program", url: "/app/program" }}
    >
      <BlockStack gap="400">
        <VersionList versions={versions} timeZone={timeZone} />
        {versions.some(({ status }) => status === "active") && <ProgramFile />}
      </BlockStack>
    </Page>
  );
}
