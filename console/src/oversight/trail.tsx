import { useId, useRef, useState, type SubmitEvent } from 'react';
import { useSearchParams } from 'react-router';
import type { Schemas } from '../api/types';
import { Options, SelectField, TextField } from '../kit/field';
import { Empty, ProblemMessage } from '../kit/messages';
import { focusHeading, Page } from '../kit/page';
import { useSession } from '../session/session';
import { useAct } from '../session/use-act';
import { findRecord } from './find-record';
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
  const { session, may } = useSession();
  const [address, setAddress] = useSearchParams();
  const [name, setName] = useState<string | null>(null);
  const [search, setSearch] = useState<{ readonly filters: TrailFilters; readonly number: number } | null>(null);
  const [isRangeWrong, setIsRangeWrong] = useState(false);
  const [sought, setSought] = useState('');
  const [isNotFound, setIsNotFound] = useState(false);
  const { act, problem, isBusy } = useAct();
  const soughtId = useId();
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
    setIsNotFound(false);
    if (isWrong) document.getElementById(untilId)?.focus();
    else if (sought.trim() === '') ask(filters);
    else if (!isBusy) act(seek);
  };
  /** Searches for the actions on the complaint of the reference, or those of the person of the email. */
  const seek = async (): Promise<void> => {
    const found = await findRecord(sought);
    if (found === null) {
      setIsNotFound(true);
      document.getElementById(soughtId)?.focus();
      return;
    }
    setSought('');
    setName(found.name);
    const { id, kind } = found;
    ask(change({ account: kind === 'account' ? id : '', record: kind === 'complaint' ? id : '' }));
  };
  const narrow = (changes: Partial<TrailFilters>, person: string | null): void => {
    setName(person);
    ask(change({ account: '', record: '', ...changes }));
    // The entry of the button may be gone.
    focusHeading();
  };
  const limits = [
    account !== '' && texts.person(name ?? texts.onePerson),
    record !== '' && (name === null ? texts.record : texts.onNamed(name)),
  ].filter((limit) => limit !== false);
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
        {may('access:explain') && (
          <TextField
            id={soughtId}
            label={texts.sought}
            value={sought}
            error={isNotFound ? texts.notFound : undefined}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setSought(event.target.value)}
          />
        )}
        <button type="submit" className="usa-button" aria-disabled={isBusy}>
          {texts.search}
        </button>
      </form>
      <ProblemMessage problem={problem} />
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
