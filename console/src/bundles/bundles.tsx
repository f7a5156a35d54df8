import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { kindsOf } from '../kit/bundle-kinds';
import { PriorityBadge } from '../kit/complaint-words';
import { formatDay } from '../kit/dates';
import { Empty } from '../kit/messages';
import { Page } from '../kit/page';
import { QueryContent } from '../kit/query-content';
import { type Column, Table } from '../kit/table';
import { useWords } from '../words/use-words';

/** Bundles of untriaged complaints, the largest first. */
export default function Bundles() {
  const words = useWords();
  const bundles = useQuery({ queryKey: ['bundles'], queryFn: () => call(() => api.GET('/api/v1/bundles')) });
  const { columns } = words.bundles;
  const list: readonly Column<Schemas['BundleView']>[] = [
    {
      key: 'bundle',
      head: columns.bundle,
      isRowHeader: true,
      cell: ({ id, count, reasons }) => (
        <Link to={`/bundles/${id}`}>{words.bundles.line(count, kindsOf(reasons))}</Link>
      ),
    },
    {
      key: 'received',
      head: words.queue.columns.received,
      cell: ({ firstReceivedOn: first, lastReceivedOn: last }) =>
        [...new Set([first, last])].flatMap((day) => (day ? [formatDay(day, words.locale)] : [])).join(' – '),
    },
    {
      key: 'proposed',
      head: columns.proposedPriority,
      cell: ({ proposedTiers }) =>
        proposedTiers.map(({ priority, count }) => (
          <span key={priority} className="nowrap">
            <PriorityBadge priority={priority} /> {count}{' '}
          </span>
        )),
    },
  ];
  return (
    <Page
      title={words.bundles.title}
      acts={
        <Link className="usa-button usa-button--outline" to="/queue?queue=to_triage">
          {words.triage.exit}
        </Link>
      }
    >
      <p className="usa-hint">{words.bundles.hint}</p>
      <QueryContent query={bundles}>
        {({ items, isComplete }) => (
          <>
            {items.length === 0 ? (
              <Empty>{words.bundles.none}</Empty>
            ) : (
              <div className="card">
                <Table
                  caption={words.bundles.title}
                  isCaptionHidden
                  columns={list}
                  rows={items}
                  rowKey={({ id }) => id}
                />
              </div>
            )}
            {!isComplete && <p className="usa-hint">{words.bundles.incomplete}</p>}
          </>
        )}
      </QueryContent>
    </Page>
  );
}
