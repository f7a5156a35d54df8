import { Button, Label, Tag, TagGroup, TagList, Text } from 'react-aria-components';
import { Breakable } from './breakable';

/** Chip: a value that was found, and that the user keeps or drops. */
export interface Chip {
  readonly id: string;
  readonly text: string;
  readonly note?: string | undefined;
}

interface ChipsProps {
  readonly label: string;
  readonly hint?: string;
  readonly chips: readonly Chip[];
  readonly kept: ReadonlySet<string>;
  readonly onKept: (ids: ReadonlySet<string>) => void;
  readonly onDrop: (id: string) => void;
  readonly onKey?: (id: string, key: string) => boolean;
  readonly dropLabel: (text: string) => string;
}

/** Group of chips: arrow keys move, Enter or Space keeps one, Backspace drops it. */
export function Chips({ label, hint, chips, kept, onKept, onDrop, onKey, dropLabel }: ChipsProps) {
  return (
    <div
      onKeyDownCapture={(event) => {
        const key = event.target instanceof HTMLElement && event.target.closest('[data-key]')?.getAttribute('data-key');
        if (!key || event.ctrlKey || event.altKey || onKey?.(key, event.key) !== true) return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <TagGroup
        className="chips"
        selectionMode="multiple"
        selectedKeys={kept}
        onSelectionChange={(keys) =>
          onKept(keys === 'all' ? new Set(chips.map(({ id }) => id)) : new Set([...keys].map(String)))
        }
        onRemove={(keys) => [...keys].forEach((key) => onDrop(String(key)))}
      >
        <Label className="usa-label">{label}</Label>
        <TagList className="chip-list" items={chips}>
          {({ id, text, note }) => (
            <Tag id={id} textValue={text} className="chip">
              <span className="chip-text">
                <Breakable text={text} /> {note && <span className="chip-note">{note}</span>}
              </span>
              <Button slot="remove" className="chip-drop" aria-label={dropLabel(text)}>
                <svg aria-hidden="true" viewBox="0 0 24 24" width="16" height="16">
                  <path d="M6 6l12 12M18 6L6 18" stroke="currentColor" strokeWidth="2.5" />
                </svg>
              </Button>
            </Tag>
          )}
        </TagList>
        {hint && (
          <Text slot="description" className="usa-hint">
            {hint}
          </Text>
        )}
      </TagGroup>
    </div>
  );
}
