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
  readonly onChange: (part: Partial<Filters> & { readonly sel: null }) => void;
}) {
  const { queue, ...words } = useWords();
  const { columns } = queue;
  const fields = [
    { name: 'state', label: columns.state, any: queue.anyState, values: words.complaintState },
    { name: 'priority', label: columns.priority, any: queue.anyPriority, values: words.priority },
    { name: 'type', label: columns.type, any: queue.anyType, values: words.complaintType },
  ] as const;
  return (
    <div className="list-filters no-print" role="group" aria-label={queue.filters}>
      {fields.map(({ name, label, any, values }) => (
        <SelectField
          key={name}
          label={label}
          value={filters[name] ?? ''}
          onChange={(event) => onChange({ [name]: event.target.value || null, sel: null })}
        >
          <option value="">{any}</option>
          <Several value={filters[name]} words={values} />
          <Options words={values} />
        </SelectField>
      ))}
      {fields.some(({ name }) => filters[name] !== null) && (
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          onClick={() => onChange({ state: null, type: null, priority: null, sel: null })}
        >
          {queue.clear}
        </button>
      )}
    </div>
  );
}

/** Option of several values at once, which only a link sets. */
function Several({
  value,
  words,
}: {
  readonly value: string | null;
  readonly words: Readonly<Record<string, string>>;
}) {
  if (!value?.includes(',')) return null;
  const names = value.split(',').map((one) => words[one] ?? one);
  return <option value={value}>{names.join(', ')}</option>;
}
