// The sections of the program form. Each shows the problem of a field beside it.
import {
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  Text,
  TextField,
} from "@shopify/polaris";
import type { ReactNode } from "react";
import { formatMoney } from "./format.ts";
import type { ProgramField, ProgramProblems, ProgramValues } from "./program-values.ts";

export interface ProgramCardProps {
  values: ProgramValues;
  problems: ProgramProblems;
  currency: string;
  onChange: <Field extends ProgramField>(field: Field, value: ProgramValues[Field]) => void;
}

type TextFieldName = {
  [Field in ProgramField]: ProgramValues[Field] extends string ? Field : never;
}[ProgramField];
type SwitchName = Exclude<ProgramField, TextFieldName>;

export function EarningCard(props: ProgramCardProps) {
  const unit = formatMoney("1", props.currency);
  return (
    <Section title="How orders earn">
      <FormLayout>
        <FormLayout.Group>
          <Field {...props} name="pointsPerUnit" label={`Points per ${unit} spent`} decimal />
          <Field
            {...props}
            name="minimumOrder"
            label="Least order that earns"
            money
            placeholder="No minimum"
          />
        </FormLayout.Group>
        <Field
          {...props}
          name="perOrderCap"
          label="Most points for one order"
          placeholder="No limit"
          whole
        />
        <BlockStack gap="100">
          <Switch {...props} name="taxIncluded" label="Tax earns points" />
          <Switch {...props} name="shippingIncluded" label="Shipping earns points" />
          <Switch
            {...props}
            name="giftCardsIncluded"
            label="Buying a gift card earns points"
            helpText="What is later paid with the gift card earns in any case."
          />
        </BlockStack>
        <Text as="p" tone="subdued">
          Points are worked out on what was paid after discounts and rounded down once per order.
        </Text>
      </FormLayout>
    </Section>
  );
}

export function PointsNameCard(props: ProgramCardProps) {
  return (
    <Section title="What your points are called">
      <FormLayout>
        <FormLayout.Group>
          <Field {...props} name="pointsNameOne" label="One" placeholder="Point" />
          <Field {...props} name="pointsNameOther" label="Several" placeholder="Points" />
        </FormLayout.Group>
      </FormLayout>
    </Section>
  );
}

export function RewardCard(props: ProgramCardProps) {
  return (
    <Section title="The reward">
      <FormLayout>
        <FormLayout.Group>
          <Field {...props} name="rewardPoints" label="Costs (points)" whole />
          <Field {...props} name="rewardAmount" label="Takes off an order" money />
        </FormLayout.Group>
        <FormLayout.Group>
          <Field
            {...props}
            name="rewardMinimum"
            label="Least order for the voucher"
            money
            placeholder="No minimum"
          />
          <Field
            {...props}
            name="rewardValidityDays"
            label="Voucher works for"
            suffix="days"
            whole
          />
        </FormLayout.Group>
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            Can be combined with
          </Text>
          <Switch {...props} name="combinesOrder" label="Other order discounts" />
          <Switch {...props} name="combinesProduct" label="Product discounts" />
          <Switch {...props} name="combinesShipping" label="Shipping discounts" />
        </BlockStack>
        <Text as="p" tone="subdued">
          Points of a voucher that ends unused go back to the member.
        </Text>
      </FormLayout>
    </Section>
  );
}

export function RefundsCard({ values, problems, onChange }: ProgramCardProps) {
  return (
    <Section title="When a refund takes back spent points">
      <ChoiceList
        title="Policy after refunds"
        titleHidden
        name="shortfallPolicy"
        selected={[values.shortfallPolicy]}
        onChange={([choice]) => onChange("shortfallPolicy", choice ?? values.shortfallPolicy)}
        {...(problems.shortfallPolicy && { error: problems.shortfallPolicy })}
        choices={[
          {
            value: "repay",
            label: "The next points repay them",
            helpText: "The member sees what is owed. The balance never falls below zero.",
          },
          {
            value: "forgive",
            label: "They are forgiven",
            helpText:
              "Once the voucher is used. Until then they are owed; an unused voucher repays them.",
          },
        ]}
      />
    </Section>
  );
}

export function EmailsCard(props: ProgramCardProps) {
  return (
    <Section title="E-mails">
      <Switch
        {...props}
        name="orderEarnedEmail"
        label="Tell members what an order earned"
        helpText="Sent once per order, never for test orders, and not to members who opted out."
      />
    </Section>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}

interface FieldProps extends ProgramCardProps {
  name: TextFieldName;
  label: string;
  placeholder?: string;
  suffix?: string;
  money?: boolean;
  decimal?: boolean;
  whole?: boolean;
}

function Field({ values, problems, currency, onChange, name, ...field }: FieldProps) {
  const { label, placeholder, money, decimal, whole } = field;
  const suffix = money ? currency : field.suffix;
  const problem = problems[name];
  return (
    <TextField
      id={name}
      name={name}
      label={label}
      value={values[name]}
      onChange={(value) => onChange(name, value)}
      autoComplete="off"
      maxLength={40}
      {...(placeholder && { placeholder })}
      {...(suffix && { suffix })}
      {...(problem && { error: problem })}
      {...((money || decimal) && { inputMode: "decimal" as const })}
      {...(whole && { inputMode: "numeric" as const })}
    />
  );
}

interface SwitchProps extends ProgramCardProps {
  name: SwitchName;
  label: string;
  helpText?: string;
}

function Switch({ values, onChange, name, label, helpText }: SwitchProps) {
  return (
    <Checkbox
      id={name}
      name={name}
      label={label}
      checked={values[name]}
      onChange={(isOn) => onChange(name, isOn)}
      {...(helpText && { helpText })}
    />
  );
}
