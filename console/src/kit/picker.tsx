import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly note?: string | undefined;
}

interface PickerProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly autoFocus?: boolean;
  readonly buttonLabel: string;
  /** Text in place of the list when it has no choice. */
  readonly emptyText: string;
}

/** Field that finds one of many choices by the letters of its name. Choices that arrive later join an open list. */
export function Picker({
  id,
  label,
  hint,
  error,
  choices,
  value,
  onChange,
  autoFocus = false,
  buttonLabel,
  emptyText,
}: PickerProps) {
  return (
    <ComboBox
      id={id}
      className={error ? 'picker field usa-form-group usa-form-group--error' : 'picker field usa-form-group'}
      isInvalid={error !== undefined}
      defaultItems={choices}
      value={value}
      onChange={(key) => onChange(typeof key === 'string' ? key : null)}
      autoFocus={autoFocus}
      allowsEmptyCollection
    >
      <Label className="usa-label">{label}</Label>
      {hint && (
        <Text slot="description" className="usa-hint">
          {hint}
        </Text>
      )}
      <FieldError className="usa-error-message">{error}</FieldError>
      <div className="picker-field">
        <Input className="usa-input" />
        <Button className="picker-button" aria-label={buttonLabel}>
          <svg aria-hidden="true" viewBox="0 0 24 24" width="20" height="20">
            <path d="M7 10l5 5 5-5z" fill="currentColor" />
          </svg>
        </Button>
      </div>
      <Popover className="picker-popover">
        <ListBox<Choice>
          className="picker-list"
          renderEmptyState={() => <div className="picker-item">{emptyText}</div>}
        >
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.name} className="picker-item">
              <Text slot="label">{choice.name}</Text>
              {choice.note && (
                <Text slot="description" className="picker-note">
                  {choice.note}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
