import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';
import { ActDialog } from '../kit/act-dialog';
import { formatInstant } from '../kit/dates';
import { QueryContent } from '../kit/query-content';
import { type Column, Table } from '../kit/table';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { useAccountWords } from './account-words';

type FactorReset = Schemas['FactorResetView'];

/** Requests to reset the factors of an account that wait for a second person. Without one, nothing is shown. */
export function FactorResets({ onDone }: { readonly onDone: (sentence: string) => void }) {
  const words = useWords();
  const texts = useAccountWords();
  const zone = useZone();
  const { resets } = texts;
  const [open, setOpen] = useState<FactorReset | null>(null);
  const query = useQuery({
    queryKey: ['factor-resets'],
    queryFn: () => call(() => api.GET('/api/v1/factor-resets', { params: { query: { open: true, limit: 200 } } })),
  });
  const nameOf = ({ account }: FactorReset): string => account.name ?? words.common.hidden;
  const columns: readonly Column<FactorReset>[] = [
    { key: 'person', head: resets.person, isRowHeader: true, cell: nameOf },
    { key: 'reason', head: resets.reason, cell: ({ reason }) => reason },
    {
      key: 'requested',
      head: resets.requested,
      cell: ({ requestedByPerson, requestedAt }) =>
        resets.by(requestedByPerson.name ?? words.common.hidden, formatInstant(requestedAt, words.locale, zone)),
    },
    { key: 'lapses', head: resets.lapses, cell: ({ lapsesAt }) => formatInstant(lapsesAt, words.locale, zone) },
    {
      key: 'acts',
      head: texts.columns.acts,
      isHeadHidden: true,
      cell: (reset) =>
        reset.may.approve ? (
          <button type="button" className="usa-button usa-button--outline small-button" onClick={() => setOpen(reset)}>
            {resets.approve}
            <span className="usa-sr-only"> {nameOf(reset)}</span>
          </button>
        ) : (
          resets.yours
        ),
    },
  ];
  return (
    <QueryContent query={query}>
      {({ items }) => (
        <>
          {items.length > 0 && (
            <section className="card">
              <h2>{resets.title}</h2>
              <Table caption={resets.caption} isCaptionHidden columns={columns} rows={items} rowKey={({ id }) => id} />
            </section>
          )}
          {open && (
            <ActDialog
              title={`${resets.approve}: ${nameOf(open)}`}
              effect={resets.effect}
              submitLabel={resets.approve}
              check={() => []}
              fields={{}}
              send={async () => {
                const params = { path: { id: open.id } };
                await call(() => api.PUT('/api/v1/factor-resets/{id}/approval', { params }));
                setOpen(null);
                onDone(texts.done.reset(nameOf(open)));
              }}
              onClose={() => setOpen(null)}
            >
              {() => null}
            </ActDialog>
          )}
        </>
      )}
    </QueryContent>
  );
}
