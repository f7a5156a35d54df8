import { useId, useRef, useState, type SubmitEvent } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '../api/types';
import { Options, SelectField, TextField } from '../kit/field';
import { Empty } from '../kit/messages';
import { focusHeading, Page } from '../kit/page';
import { useSession } from '../session/session';
import { useTrailWords } from './trail-words';
import { TrailEntries, type TrailFilters } from './trail-entries';

type Session = ReturnType<typeof useSession>['session'];

/** Returns the name of the entries that a seat finds, as `GET /trail` states it. */
function scopeOf({ account: { role }, seat: { level } }: Session) {
  if (role === 'auditor') return 'all';
  if (role === 'admin') return 'administration';
  if (role === 'supervisor' && level !== 'national') return level === 'agency' ? 'agency' : 'taskForce';
  return 'own';
}

/**
 * Search of the audit trail. It sends nothing before the user asks for it, because each search is an entry of the trail and an auditor
 * re-authenticates for it.
 */
export default function Trail() {
  const texts = useTrailWords();
  const { session } = useSession();
  const [address, setAddress] = useSearchParams();
  const [name, setName] = useState<string | null>(null);
  const [search, setSearch] = useState<{ readonly filters: TrailFilters; readonly number: number } | null>(null);
  const [isRangeWrong, setIsRangeWrong] = useState(false);
  const untilId = useId();
  const number = useRef(0);
  const filters = filtersOf(address);
  const { outcome, from, until, account, record } = filters;
  const change = (changes: Partial<TrailFilters>): TrailFilters => {
    const changed = { ...filters, ...changes };
    setAddress(
      Object.entries(changed).filter(([, value]) => value !== ''),
      { replace: true },
    );
    return changed;
  };
  const ask = (asked: TrailFilters): void => {
    number.current += 1;
    setSearch({ filters: asked, number: number.current });
  };
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const isWrong = from !== '' && until !== '' && until < from;
    setIsRangeWrong(isWrong);
    if (isWrong) document.getElementById(untilId)?.focus();
    else ask(filters);
  };
  const narrow = (changes: Partial<TrailFilters>, person: string | null): void => {
    setName(person);
    ask(change({ account: '', record: '', ...changes }));
    // The entry of the button may be gone.
    focusHeading();
  };
  const limits = [account !== '' && texts.person(name ?? texts.onePerson), record !== '' && texts.record].filter(
    (limit) => limit !== false,
  );
  return (
    <Page title={texts.title}>
      <p>
        {texts.scope[scopeOf(session)]} {texts.logged}
      </p>
      <form className="list-filters no-print" aria-label={texts.filters} noValidate onSubmit={submit}>
        <SelectField
          label={texts.outcome}
          value={outcome}
          onChange={(event) => change({ outcome: event.target.value as TrailFilters['outcome'] })}
        >
          <option value="">{texts.anyOutcome}</option>
          <Options words={texts.outcomes} />
        </SelectField>
        <TextField
          label={texts.from}
          type="date"
          value={from}
          onChange={(event) => change({ from: event.target.value })}
        />
        <TextField
          id={untilId}
          label={texts.until}
          type="date"
          value={until}
          error={isRangeWrong ? texts.wrongRange : undefined}
          onChange={(event) => {
            setIsRangeWrong(false);
            change({ until: event.target.value });
          }}
        />
        <button type="submit" className="usa-button">
          {texts.search}
        </button>
      </form>
      {limits.length > 0 && (
        <p>
          {limits.join(' ')}{' '}
          <button type="button" className="usa-button usa-button--unstyled no-print" onClick={() => narrow({}, null)}>
            {texts.everything}
          </button>
        </p>
      )}
      {search === null ? <Empty>{texts.notSearched}</Empty> : <TrailEntries {...search} onNarrow={narrow} />}
    </Page>
  );
}

/** Returns the filters that an address has. The tracker checks what somebody typed there. */
function filtersOf(address: URLSearchParams): TrailFilters {
  const outcome = address.get('outcome');
  const value = (name: string): string => address.get(name) ?? '';
  return {
    outcome: outcome === 'done' || outcome === 'refused' ? (outcome satisfies Schemas['TrailOutcome']) : '',
    from: value('from'),
    until: value('until'),
    account: value('account'),
    record: value('record'),
  };
}
