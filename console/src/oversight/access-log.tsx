import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { askedOnce } from '../kit/asked-once';
import { formatInstant } from '../kit/dates';
import { PagedRows } from '../kit/paged-rows';
import { type Column, Table } from '../kit/table';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { useAccessWords } from './access-words';

type Entry = Schemas['AccessLogEntryView'];

/** Reads of a complaint and of its persons, newest first, with how often each person looked. */
export function AccessLog({
  record,
  onExplain,
}: {
  readonly record: { readonly id: string; readonly name: string | null };
  readonly onExplain: (account: { readonly id: string; readonly name: string | null }) => void;
}) {
  const words = useWords();
  const texts = useAccessWords();
  const zone = useZone();
  const log = useInfiniteQuery({
    queryKey: ['access', 'log', record.id],
    queryFn: ({ pageParam }) =>
      call(() => api.GET('/api/v1/access-log', { params: { query: { record: record.id, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    ...askedOnce,
  });
  const columns: readonly Column<Entry>[] = [
    {
      key: 'at',
      head: texts.columns.at,
      cell: ({ readAt }) => <time dateTime={readAt}>{formatInstant(readAt, words.locale, zone)}</time>,
    },
    {
      key: 'action',
      head: texts.columns.action,
      isRowHeader: true,
      cell: ({ sentence }) => (
        <span lang="en" dir="auto">
          {sentence}
        </span>
      ),
    },
    {
      key: 'times',
      head: texts.columns.times,
      className: 'number',
      cell: ({ readsByAccount }) => readsByAccount.toLocaleString(words.locale),
    },
    { key: 'address', head: texts.columns.address, cell: ({ address }) => address ?? '' },
    {
      key: 'acts',
      head: texts.columns.acts,
      isHeadHidden: true,
      cell: ({ accountId: id, accountName: name, sentence }) =>
        id !== null && (
          <div className="page-acts no-print">
            <button type="button" className="usa-button usa-button--unstyled" onClick={() => onExplain({ id, name })}>
              {texts.explain}
              <span className="usa-sr-only"> {texts.ofEntry(sentence)}</span>
            </button>
            <Link to={`/trail?account=${id}`}>
              {texts.actionsOf}
              <span className="usa-sr-only"> {texts.ofEntry(sentence)}</span>
            </Link>
          </div>
        ),
    },
  ];
  return (
    <PagedRows query={log} none={texts.none}>
      {(rows) => (
        <Table
          caption={record.name === null ? texts.log : texts.logOf(record.name)}
          columns={columns}
          rows={rows}
          rowKey={({ seq }) => String(seq)}
        />
      )}
    </PagedRows>
  );
}
