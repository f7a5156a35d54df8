import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, call } from '../api/client';
import { askedOnce } from '../kit/asked-once';
import { QueryContent } from '../kit/query-content';
import { type Column, Table } from '../kit/table';
import type { Schemas } from '../api/types';
import { useWords } from '../words/use-words';
import { useAccessWords } from './access-words';

type Fact = Schemas['AccessFactView'];

/** Explanation why an account can or cannot see a complaint: the result, and each condition. */
export function AccessExplanation({ record, account }: { readonly record: string; readonly account: string }) {
  const words = useWords();
  const texts = useAccessWords();
  const explanation = useQuery({
    queryKey: ['access', 'explanation', record, account],
    queryFn: () => call(() => api.GET('/api/v1/access/explain', { params: { query: { record, account } } })),
    ...askedOnce,
  });
  const columns: readonly Column<Fact>[] = [
    {
      key: 'sentence',
      head: texts.condition,
      isRowHeader: true,
      cell: ({ sentence }) => <span lang="en">{sentence}</span>,
    },
    { key: 'needed', head: texts.needed, cell: ({ isNeeded }) => (isNeeded ? words.common.yes : words.common.no) },
    {
      key: 'holds',
      head: texts.met,
      cell: ({ holds, isNeeded }) => {
        const answer = holds ? words.common.yes : words.common.no;
        return isNeeded && !holds ? <strong>{answer}</strong> : answer;
      },
    },
  ];
  return (
    <QueryContent query={explanation}>
      {({ sentence, record: { agencyName }, facts }) => (
        <section className="card">
          <Result sentence={sentence} />
          <p className="soft">{texts.owner(agencyName)}</p>
          <Table caption={texts.conditions} columns={columns} rows={facts} rowKey={({ fact }) => fact} />
        </section>
      )}
    </QueryContent>
  );
}

/** Result of an explanation. It takes the focus, because it can stand above the button that asked for it. */
function Result({ sentence }: { readonly sentence: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1} lang="en" dir="auto">
      {sentence}
    </h2>
  );
}
