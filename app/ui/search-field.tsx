// Where merchants search a list: what they type is looked for as they type.
import { Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";

export interface SearchFieldProps {
  /** What is searched, for screen readers. */
  label: string;
  placeholder: string;
  value: string;
  isLoading: boolean;
  onChange: (value: string) => void;
}

const MAX_CHARACTERS = 100;

export function SearchField({ label, placeholder, value, isLoading, onChange }: SearchFieldProps) {
  return (
    <div className="regulars-search">
      <TextField
        label={label}
        labelHidden
        type="search"
        value={value}
        onChange={onChange}
        onClearButtonClick={() => onChange("")}
        clearButton
        autoComplete="off"
        maxLength={MAX_CHARACTERS}
        placeholder={placeholder}
        prefix={<Icon source={SearchIcon} />}
        loading={isLoading}
      />
    </div>
  );
}
