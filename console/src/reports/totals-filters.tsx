import { useId, useState } from 'react';
import { Options, SelectField, TextField } from '../kit/field';
import { SubmitForm } from '../kit/submit-form';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { type Dimension, measureKeys } from './measures';
import { chosenPeriod, formatChoice, lastDayOf, latestNames, namedPeriod, type Period } from './periods';
import { comparisons, dimensionsOf, type TotalsFilters } from './totals-address';
import { useTotalsWords } from './totals-words';

/** Names of periods that the list offers: those of three years by quarter, of two by month, and ten fiscal years. */
const offered = [
  { length: 3, count: 12 },
  { length: 1, count: 24 },
  { length: 12, count: 10 },
] as const;

interface FilterBarProps {
  readonly filters: TotalsFilters;
  readonly address: URLSearchParams;
  readonly today: string;
  readonly onChange: (changes: Partial<TotalsFilters>) => void;
}

/** Period, comparison, measure and parts of the totals, and for an agency whether it sees its task force. */
export function TotalsFilterBar({ filters, address, today, onChange }: FilterBarProps) {
  const texts = useTotalsWords();
  const { session } = useSession();
  const { period, compare, measure, by, scope } = filters;
  const hasDays = period?.name == null;
  const { level } = session.seat;
  return (
    <>
      <div className="list-filters no-print" role="group" aria-label={texts.filters}>
        <PeriodField period={period} today={today} onChange={(chosen) => onChange({ period: chosen })} />
        <SelectField
          label={texts.compare}
          value={compare}
          onChange={({ target: { value } }) =>
            onChange({ compare: comparisons.find((one) => one === value) ?? 'year' })
          }
        >
          <Options words={texts.comparisons} />
        </SelectField>
        <SelectField
          label={texts.measure}
          value={measure ?? ''}
          onChange={({ target: { value } }) => {
            onChange({ measure: measureKeys.find((key) => key === value) ?? null, by: 'month' });
          }}
        >
          <option value="">{texts.allMeasures}</option>
          <Options words={texts.measures} />
        </SelectField>
        {measure !== null && (
          <SelectField
            label={texts.by}
            value={by}
            onChange={({ target: { value } }) => onChange({ by: value as Dimension })}
          >
            {dimensionsOf(measure, level, filters).map((dimension) => (
              <option key={dimension} value={dimension}>
                {texts.dimensions[dimension]}
              </option>
            ))}
          </SelectField>
        )}
        {level === 'agency' && (
          <SelectField
            label={texts.place}
            value={scope ?? ''}
            onChange={({ target: { value } }) => onChange({ scope: value === 'taskForce' ? value : undefined })}
          >
            <option value="">{texts.ownAgency}</option>
            <option value="taskForce">{texts.ownTaskForce}</option>
          </SelectField>
        )}
      </div>
      {hasDays && (
        <DaysForm
          key={address.toString()}
          first={period?.from ?? address.get('from') ?? ''}
          last={period ? lastDayOf(period) : (address.get('to') ?? '')}
          onChange={(chosen) => onChange({ period: chosen })}
        />
      )}
    </>
  );
}

/** List of named periods, and one entry for days of one's own. */
function PeriodField({
  period,
  today,
  onChange,
}: {
  readonly period: Period | null;
  readonly today: string;
  readonly onChange: (period: Period) => void;
}) {
  const texts = useTotalsWords();
  const { locale } = useWords();
  const groups = offered.map(({ length, count }) => ({ length, names: latestNames(today, length, count) }));
  const isOffered = groups.some(({ names }) => names.some((name) => name === period?.name));
  const optionOf = (name: string) => {
    const named = namedPeriod(name);
    return (
      <option key={name} value={name}>
        {named && formatChoice(named, locale)}
      </option>
    );
  };
  return (
    <SelectField
      label={texts.period}
      value={period === null ? '' : (period.name ?? 'days')}
      onChange={({ target: { value } }) => {
        const chosen = value === 'days' ? period && { ...period, name: null } : namedPeriod(value);
        if (chosen) onChange(chosen);
      }}
    >
      {period === null && <option value="">{texts.unknownPeriod}</option>}
      {period !== null && <option value="days">{texts.chosenDays}</option>}
      {period?.name != null && !isOffered && optionOf(period.name)}
      {groups.map(({ length, names }) => (
        <optgroup key={length} label={texts.lengths[length]}>
          {names.map(optionOf)}
        </optgroup>
      ))}
    </SelectField>
  );
}

/** First and last day of a period. The button shows it, because a day that is typed is wrong until it is complete. */
function DaysForm({
  first: knownFirst,
  last: knownLast,
  onChange,
}: {
  readonly first: string;
  readonly last: string;
  readonly onChange: (period: Period) => void;
}) {
  const texts = useTotalsWords();
  const [first, setFirst] = useState(knownFirst);
  const [last, setLast] = useState(knownLast);
  const [isWrong, setIsWrong] = useState(false);
  const lastId = useId();
  return (
    <SubmitForm
      className="list-filters no-print"
      onSubmit={() => {
        const period = chosenPeriod(first, last);
        setIsWrong(period === null);
        if (period) onChange(period);
        else document.getElementById(lastId)?.focus();
      }}
    >
      <TextField
        label={texts.firstDay}
        type="date"
        value={first}
        onChange={({ target: { value } }) => setFirst(value)}
      />
      <TextField
        id={lastId}
        label={texts.lastDay}
        type="date"
        value={last}
        error={isWrong ? texts.wrongDays : undefined}
        onChange={({ target: { value } }) => setLast(value)}
      />
      <button type="submit" className="usa-button usa-button--outline">
        {texts.show}
      </button>
    </SubmitForm>
  );
}
