import { useInfiniteQuery } from '@tanstack/react-query';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { askedOnce } from '../kit/asked-once';
import { formatInstant, withOffset } from '../kit/dates';
import { Empty } from '../kit/messages';
import { PagedRows } from '../kit/paged-rows';
import { type Column, Table } from '../kit/table';
import { StepUpCancelled } from '../session/step-up-cancelled';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { useTrailWords } from './trail-words';

type Entry = Schemas['TrailEntryView'];

/** Filters of a search. Days are those of the user's time zone, both included; an empty text is no filter. */
export interface TrailFilters {
  readonly outcome: Schemas['TrailOutcome'] | '';
  readonly from: string;
  readonly until: string;
  readonly account: string;
  readonly record: string;
}

type Narrow = (changes: Partial<TrailFilters>, person: string | null) => void;

/** Entries of one search, newest first. A repeated search has another number and reads again. */
export function TrailEntries({
  filters,
  number,
  onNarrow,
}: {
  readonly filters: TrailFilters;
  readonly number: number;
  readonly onNarrow: Narrow;
}) {
  const texts = useTrailWords();
  const zone = useZone();
  const entries = useInfiniteQuery({
    queryKey: ['trail', number],
    queryFn: ({ pageParam }) =>
      call(() => api.GET('/api/v1/trail', { params: { query: { ...toQuery(filters, zone), cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    ...askedOnce,
  });
  const isCancelled = entries.error instanceof StepUpCancelled;
  if (isCancelled && entries.data === undefined) return <Empty>{texts.cancelled}</Empty>;
  return (
    <PagedRows query={isCancelled ? { ...entries, error: null } : entries} none={texts.none}>
      {(rows) => (
        <EntryTable
          rows={rows}
          caption={texts.found(rows.length, entries.hasNextPage)}
          filters={filters}
          onNarrow={onNarrow}
        />
      )}
    </PagedRows>
  );
}

function EntryTable({
  rows,
  caption,
  filters,
  onNarrow,
}: {
  readonly rows: readonly Entry[];
  readonly caption: string;
  readonly filters: TrailFilters;
  readonly onNarrow: Narrow;
}) {
  const words = useWords();
  const texts = useTrailWords();
  const zone = useZone();
  const columns: readonly Column<Entry>[] = [
    {
      key: 'at',
      head: texts.columns.at,
      cell: ({ actedAt }) => <time dateTime={actedAt}>{formatInstant(actedAt, words.locale, zone)}</time>,
    },
    { key: 'action', head: texts.columns.action, isRowHeader: true, cell: (entry) => <Action entry={entry} /> },
    { key: 'address', head: texts.columns.address, cell: ({ address }) => address ?? '' },
    {
      key: 'acts',
      head: texts.columns.acts,
      isHeadHidden: true,
      cell: ({ accountId, accountName, subject, sentence }) => (
        <div className="page-acts no-print">
          {accountId !== null && accountId !== filters.account && (
            <FurtherSearch
              label={texts.ofPerson}
              sentence={sentence}
              onClick={() => onNarrow({ account: accountId }, accountName)}
            />
          )}
          {subject !== null && subject !== filters.record && (
            <FurtherSearch
              label={texts.onRecord}
              sentence={sentence}
              onClick={() => onNarrow({ record: subject }, null)}
            />
          )}
        </div>
      ),
    },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowKey={({ seq }) => String(seq)} />;
}

/** Sentence of an entry, and what else is known of it. */
function Action({ entry: { sentence, outcome, reason, fields, recordCount } }: { readonly entry: Entry }) {
  const texts = useTrailWords();
  const details = [
    reason !== null && texts.reason(reason),
    fields.length > 0 && texts.fields(fields),
    recordCount !== null && recordCount > 0 && texts.records(recordCount),
  ].filter((detail) => detail !== false);
  return (
    <>
      {outcome === 'refused' && <strong>{texts.refused}: </strong>}
      <span lang="en" dir="auto">
        {sentence}
      </span>
      {details.map((detail) => (
        <div key={detail} className="soft">
          {detail}
        </div>
      ))}
    </>
  );
}

function FurtherSearch({
  label,
  sentence,
  onClick,
}: {
  readonly label: string;
  readonly sentence: string;
  readonly onClick: () => void;
}) {
  const texts = useTrailWords();
  return (
    <button type="button" className="usa-button usa-button--unstyled" onClick={onClick}>
      {label}
      <span className="usa-sr-only"> {texts.ofEntry(sentence)}</span>
    </button>
  );
}

/** Returns the filters as the API has them, with the times at which the days begin and end. */
function toQuery({ outcome, from, until, account, record }: TrailFilters, zone: string) {
  const startOf = (day: string): string => withOffset(`${day}T00:00`, zone);
  return {
    ...(outcome !== '' && { outcome }),
    ...(from !== '' && { from: startOf(from) }),
    ...(until !== '' && { until: startOf(dayAfter(until)) }),
    ...(account !== '' && { account }),
    ...(record !== '' && { record }),
  };
}

/** Returns the next day. Keeps a text that is no day, because the API rejects it and names its field. */
function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return Number.isNaN(next.getTime()) ? day : next.toISOString().slice(0, 10);
}
