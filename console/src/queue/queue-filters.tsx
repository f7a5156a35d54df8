import { Options, SelectField } from '../kit/field';
import { useWords } from '../words/use-words';

export interface Filters {
  readonly state: string | null;
  readonly type: string | null;
  readonly priority: string | null;
}

/** Fields of the filters, and a button that clears them. A filter that changes closes the preview. */
export function QueueFilters({
  filters,
  onChange,
}: {
  readonly filters: Filters;
  readonly onChange: (part: Partial<Filters> & { readonly sel?: null }) => void;
}) {
  const words = useWords();
  return (
    <div className="queue-filters no-print" role="group" aria-label={words.queue.filters}>
      <SelectField
        label={words.queue.columns.state}
        value={filters.state ?? ''}
        onChange={(event) => onChange({ state: event.target.value || null, sel: null })}
      >
        <option value="">{words.queue.anyState}</option>
        <Options words={words.complaintState} />
      </SelectField>
      <SelectField
        label={words.queue.columns.priority}
        value={filters.priority ?? ''}
        onChange={(event) => onChange({ priority: event.target.value || null, sel: null })}
      >
        <option value="">{words.queue.anyPriority}</option>
        <Options words={words.priority} />
      </SelectField>
      <SelectField
        label={words.queue.columns.type}
        value={filters.type ?? ''}
        onChange={(event) => onChange({ type: event.target.value || null, sel: null })}
      >
        <option value="">{words.queue.anyType}</option>
        <Options words={words.complaintType} />
      </SelectField>
      {(filters.state ?? filters.type ?? filters.priority) !== null && (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          onClick={() => onChange({ state: null, type: null, priority: null })}
        >
          {words.queue.clear}
        </button>
      )}
    </div>
  );
}
