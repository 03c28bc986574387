// When a campaign runs, on the store's calendar and clock.
import { Badge, BlockStack, Checkbox, FormLayout } from "@shopify/polaris";
import { type CampaignStage, campaignStage } from "./campaign-stage.ts";
import { ChecksAt, TextAt } from "./fields.tsx";
import { useField, useProgramForm } from "./program-form.tsx";

/** When a new campaign runs: nobody has said yet. */
export const blankTimes = { startsAt: "", endsAt: "", weekdays: "", hours: null };

const stageBadges: Readonly<
  Record<CampaignStage, { tone?: "success" | "info"; children: string }>
> = {
  running: { tone: "success", children: "Running" },
  coming: { tone: "info", children: "Coming" },
  over: { children: "Over" },
};

interface StageBadgeProps {
  times: { readonly startsAt: string; readonly endsAt: string };
}

/** Whether it runs; nothing while its dates are not filled in. */
export function StageBadge({ times }: StageBadgeProps) {
  const { localNow } = useProgramForm();
  const stage = campaignStage(times, localNow);
  return stage && <Badge {...stageBadges[stage]} />;
}

const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const weekdayOptions = weekdayNames.map((label, index) => ({ value: String(index + 1), label }));

export function CampaignTimeFields({ path }: { path: string }) {
  return (
    <>
      <FormLayout.Group>
        <TextAt path={`${path}.startsAt`} label="Starts" holds="moment" />
        <TextAt
          path={`${path}.endsAt`}
          label="Ends"
          holds="moment"
          helpText="The first minute in which it no longer runs."
        />
      </FormLayout.Group>
      <Hours path={`${path}.hours`} />
      <ChecksAt
        path={`${path}.weekdays`}
        title="Only on these days (none chosen: every day)"
        options={weekdayOptions}
      />
    </>
  );
}

function Hours({ path }: { path: string }) {
  const { value, change } = useField(path);
  return (
    <BlockStack gap="200">
      <Checkbox
        id={path}
        label="Only between two times of the day"
        checked={value !== null}
        onChange={(isOn) => change(isOn ? { from: "18:00", until: "22:00" } : null)}
      />
      {value !== null && (
        <FormLayout>
          <FormLayout.Group>
            <TextAt path={`${path}.from`} label="From" holds="time" />
            <TextAt
              path={`${path}.until`}
              label="Until"
              holds="time"
              helpText="00:00 for the end of the day. Earlier than From: over midnight."
            />
          </FormLayout.Group>
        </FormLayout>
      )}
    </BlockStack>
  );
}
