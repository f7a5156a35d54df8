import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, call } from '../api/client';
import type { paths } from '../../generated/schema';
import type { Schemas } from '../api/types';
import { askedOnce } from '../kit/asked-once';
import { formatDay } from '../kit/dates';
import { Alert } from '../kit/messages';
import { Page } from '../kit/page';
import { PagedRows } from '../kit/paged-rows';
import { type Column, Table } from '../kit/table';
import { useSession } from '../session/session';
import { useWords } from '../words/use-words';
import { type Facet, facetsOf, measureKeys } from './measures';
import { formatDays, isDay } from './periods';
import { type CountedRecords, readScope } from './totals-address';
import { useFacetWords, useTotalsWords } from './totals-words';

type CountedRow = Schemas['CountedRow'];
type DrillDown = Schemas['DrillDownView'];
type DrillDownQuery = paths['/api/v1/reports/totals/drill-down']['get']['parameters']['query'];

/**
 * Records that a number of the totals counts. They add up to it. The national seat sees the counts of task forces in their place, and
 * an agency those of its task force by type and mode.
 */
export default function TotalsRecords() {
  const texts = useTotalsWords();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const asked = readRecords(address);
  return (
    <Page
      title={texts.records.title}
      acts={
        <button
          type="button"
          className="usa-button usa-button--outline no-print"
          onClick={() => void (history.length > 1 ? navigate(-1) : navigate('/totals'))}
        >
          {texts.records.back}
        </button>
      }
    >
      {asked === null ? (
        <Alert tone="warning">{texts.records.none}</Alert>
      ) : (
        <Records key={address.toString()} asked={asked} />
      )}
    </Page>
  );
}

function Records({ asked }: { readonly asked: CountedRecords }) {
  const texts = useTotalsWords();
  const facetWords = useFacetWords();
  const { locale } = useWords();
  const { measure, from, until, facets, ...scope } = asked;
  const records = useInfiniteQuery({
    queryKey: ['totals', 'records', asked],
    queryFn: ({ pageParam }) => {
      const query = { measure, from, until, ...scope, ...facets, cursor: pageParam } as DrillDownQuery;
      return call(() => api.GET('/api/v1/reports/totals/drill-down', { params: { query } }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    ...askedOnce,
  });
  const limits = facetsOf[measure].flatMap((facet) => {
    const value = facets[facet];
    return value === undefined ? [] : `${texts.dimensions[facet]}: ${facetWords(facet, value)}`;
  });
  const [first] = records.data?.pages ?? [];
  return (
    <>
      <p>{[texts.measures[measure], formatDays({ from, until }, locale), ...limits].join(' · ')}</p>
      {first && <p role="status">{texts.records.total(first.total.toLocaleString(locale))}</p>}
      {first && <Parts view={first} />}
      {(first?.byTaskForce ?? first?.byTypeAndMode) == null && (
        <PagedRows query={records} none={texts.records.empty}>
          {(rows) => <RecordTable rows={rows} facets={facetsOf[measure]} />}
        </PagedRows>
      )}
    </>
  );
}

/** Counts in the place of records that the seat may not see. */
function Parts({ view: { byTaskForce, byTypeAndMode } }: { readonly view: DrillDown }) {
  const texts = useTotalsWords();
  const facetWords = useFacetWords();
  const { locale } = useWords();
  const lines =
    byTaskForce?.map(({ taskForce, n }) => ({ label: taskForce.name, n })) ??
    byTypeAndMode?.map(({ type, mode, n }) => ({
      label: [facetWords('type', type), facetWords('mode', mode)].join(', '),
      n,
    }));
  if (lines === undefined) return null;
  return (
    <div className="card">
      <p>{byTaskForce ? texts.records.countsOnly.national : texts.records.countsOnly.agency}</p>
      <Table
        caption={texts.records.counts}
        columns={[
          {
            key: 'label',
            head: byTaskForce ? texts.dimensions.taskForce : texts.records.typeAndMode,
            isRowHeader: true,
            cell: ({ label }) => label,
          },
          { key: 'n', head: texts.number, className: 'number', cell: ({ n }) => n.toLocaleString(locale) },
        ]}
        rows={lines}
        rowKey={({ label }) => label}
      />
    </div>
  );
}

function RecordTable({ rows, facets }: { readonly rows: readonly CountedRow[]; readonly facets: readonly Facet[] }) {
  const texts = useTotalsWords();
  const words = useWords();
  const facetWords = useFacetWords();
  const columns: readonly Column<{ readonly row: CountedRow; readonly index: number }>[] = [
    {
      key: 'reference',
      head: texts.records.complaint,
      isRowHeader: true,
      cell: ({ row }) => <Reference row={row} />,
    },
    { key: 'day', head: texts.records.day, cell: ({ row }) => formatDay(row.day, words.locale) },
    ...facets.map((facet) => ({
      key: facet,
      head: texts.dimensions[facet],
      cell: ({ row }: { readonly row: CountedRow }) => facetWords(facet, row.facets[facet] ?? null),
    })),
    { key: 'agency', head: texts.dimensions.agency, cell: ({ row }) => row.agency.name ?? words.common.hidden },
    {
      key: 'n',
      head: texts.number,
      className: 'number',
      cell: ({ row }) => row.n.toLocaleString(words.locale),
    },
  ];
  return (
    <Table
      caption={texts.records.list}
      columns={columns}
      rows={rows.map((row, index) => ({ row, index }))}
      rowKey={({ index }) => String(index)}
    />
  );
}

/** Reference of the complaint of a record, with a link where the account may read it. */
function Reference({ row: { reference, complaintId, purged } }: { readonly row: CountedRow }) {
  const texts = useTotalsWords();
  const { may } = useSession();
  if (reference === null) return purged ? texts.records.purged : texts.records.noComplaint;
  return complaintId !== null && may('complaints:read') ? (
    <Link to={`/complaints/${complaintId}`}>{reference}</Link>
  ) : (
    <>
      {reference}
      {purged && ` (${texts.records.purged})`}
    </>
  );
}

/** Returns what an address asks for, or null for one that is no link of the totals. The tracker checks the rest. */
function readRecords(address: URLSearchParams): CountedRecords | null {
  const measure = measureKeys.find((key) => key === address.get('measure'));
  const from = address.get('from') ?? '';
  const until = address.get('until') ?? '';
  if (measure === undefined || !isDay(from) || !isDay(until) || until <= from) return null;
  const facets = facetsOf[measure].flatMap((facet) => {
    const value = address.get(facet);
    return value === null ? [] : [[facet, value]];
  });
  return {
    measure,
    from,
    until,
    facets: Object.fromEntries(facets) as CountedRecords['facets'],
    ...readScope(address),
  };
}
