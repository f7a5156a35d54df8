import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components';
import { useWords } from '../words/use-words';
import { useDebounced } from './use-debounced';

const debounceMs = 200;
/** Maximum length of the letters of a name that the API takes. */
const maxLength = 100;

/** Note of a choice, with its language if the page has another. */
interface Note {
  readonly text: string;
  readonly lang?: string;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly note?: Note | undefined;
}

/** First choices whose names have the typed letters, and whether there are more. */
export interface Choices {
  readonly items: readonly Choice[];
  readonly hasMore: boolean;
}

interface PickerProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** Key of the list of choices. Each text has a key below it. */
  readonly listKey: readonly unknown[];
  /** Reads the choices whose names have the letters; without letters the first ones. */
  readonly search: (letters: string) => Promise<Choices>;
  readonly value: Choice | null;
  readonly onChange: (choice: Choice | null) => void;
  readonly autoFocus?: boolean;
  /** Text in place of the list when no name has the letters. */
  readonly emptyText: string;
}

/** Field that finds one of many choices by letters of its name. The server finds them, so that their number has no limit. */
export function Picker({
  id,
  label,
  hint,
  error,
  listKey,
  search,
  value,
  onChange,
  autoFocus = false,
  emptyText,
}: PickerProps) {
  const words = useWords();
  const [typed, setTyped] = useState('');
  // The name of the choice is no search: the list shows what else there is.
  const letters = value === null ? typed.trim() : '';
  const asked = useDebounced(letters, debounceMs);
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: [...listKey, asked],
    queryFn: () => search(asked),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const isCurrent = !isPlaceholderData && asked === letters;
  const found = data?.items ?? [];
  const items = isCurrent ? found : found.filter(({ name }) => hasLetters(name, letters));
  const isListed = value === null || items.some((item) => item.id === value.id);
  const listed = isListed ? items : [...items, value];
  const emptyWords = isError ? words.common.choicesFailed : isCurrent && data ? emptyText : words.common.loading;
  const hasMore = isCurrent && data?.hasMore === true;
  return (
    <ComboBox
      id={id}
      className={error ? 'picker field usa-form-group usa-form-group--error' : 'picker field usa-form-group'}
      isInvalid={error !== undefined}
      items={listed}
      value={value?.id ?? null}
      onChange={(key) => {
        setTyped('');
        if (key !== (value?.id ?? null)) onChange(listed.find((item) => item.id === key) ?? null);
      }}
      inputValue={value?.name ?? typed}
      onInputChange={(text) => {
        if (text === value?.name) return;
        setTyped(text);
        // Letters that are given up leave an empty field, and never a choice that the user no longer sees.
        if (value !== null) onChange(null);
      }}
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
        <Input className="usa-input" maxLength={maxLength} />
        <Button className="picker-button" aria-label={words.common.showChoices}>
          <svg aria-hidden="true" viewBox="0 0 24 24" width="20" height="20">
            <path d="M7 10l5 5 5-5z" fill="currentColor" />
          </svg>
        </Button>
      </div>
      <Popover className="picker-popover">
        <ListBox<Choice>
          className="picker-list"
          renderEmptyState={() => <div className="picker-item">{emptyWords}</div>}
        >
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.name} className="picker-item">
              <Text slot="label">{choice.name}</Text>
              {choice.note && (
                <Text slot="description" className="picker-note" lang={choice.note.lang}>
                  {choice.note.text}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
        {listed.length > 0 && (hasMore || items.length === 0) && (
          <p role="status" className="picker-more">
            {hasMore ? words.common.moreChoices(found.length) : emptyWords}
          </p>
        )}
      </Popover>
    </ComboBox>
  );
}

/** Whether a name has the letters, in any case. */
export function hasLetters(name: string, letters: string): boolean {
  return name.toLowerCase().includes(letters.toLowerCase());
}
