import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { agencyQuery } from '../acts/directory';
import { api, call } from '../api/client';
import { Alert } from '../kit/messages';
import { Page } from '../kit/page';
import { QueryContent } from '../kit/query-content';
import { useSession } from '../session/session';
import { useZone } from '../session/use-zone';
import { useWords } from '../words/use-words';
import { ExportTotals } from './export-totals';
import { HistoricalTotals } from './historical-totals';
import { formatDays, type Period } from './periods';
import { comparedPeriod, formatFilters, readFilters, type TotalsFilters } from './totals-address';
import { TotalsFilterBar } from './totals-filters';
import { AllMeasures, NarrowLink, OneMeasure } from './totals-tables';
import { useTotalsWords } from './totals-words';
import { useTotals } from './use-totals';

/**
 * Totals of a period within the seat: all measures, or one of them in its parts. The address has all that is chosen, so that a link
 * shows the same numbers to somebody else of the seat.
 */
export default function Totals() {
  const texts = useTotalsWords();
  const { session, may } = useSession();
  const zone = useZone();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const [isExporting, setIsExporting] = useState(false);
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: zone });
  const filters = readFilters(address, session.seat.level, today);
  const { period } = filters;
  const change = (changes: Partial<TotalsFilters>): void => {
    void navigate({ search: formatFilters({ ...filters, ...changes }) });
  };
  return (
    <Page
      title={texts.title}
      acts={
        period !== null &&
        may('reports:export') && (
          <button
            type="button"
            className="usa-button usa-button--outline no-print"
            onClick={() => setIsExporting(true)}
          >
            {texts.export.act}
          </button>
        )
      }
    >
      <TotalsFilterBar filters={filters} address={address} today={today} onChange={change} />
      {period === null ? (
        <Alert tone="warning">{texts.noPeriod}</Alert>
      ) : (
        <>
          <CountedPlace filters={filters} period={period} />
          <TotalsContent filters={filters} period={period} />
        </>
      )}
      {isExporting && period !== null && (
        <ExportTotals
          filters={filters}
          period={period}
          compared={comparedPeriod(filters)}
          onClose={() => setIsExporting(false)}
        />
      )}
    </Page>
  );
}

function TotalsContent({ filters, period }: { readonly filters: TotalsFilters; readonly period: Period }) {
  const totals = useTotals(filters, period);
  const { measure } = filters;
  return (
    <QueryContent query={totals}>
      {(data) => (
        <>
          {measure === null ? (
            <AllMeasures filters={filters} totals={data} />
          ) : (
            <OneMeasure filters={filters} measure={measure} totals={data} />
          )}
          <HistoricalTotals totals={data.now.historicalTotals} measure={measure} />
        </>
      )}
    </QueryContent>
  );
}

/** Place and days whose records are counted, and the links back to all of them and to all measures. */
function CountedPlace({ filters, period }: { readonly filters: TotalsFilters; readonly period: Period }) {
  const texts = useTotalsWords();
  const words = useWords();
  const { session } = useSession();
  const { level, taskForce, agency } = session.seat;
  const { taskForceId, agencyId, scope, measure } = filters;
  const chosenTaskForce = useQuery({
    queryKey: ['task-forces', 'one', taskForceId],
    queryFn: () => call(() => api.GET('/api/v1/task-forces/{id}', { params: { path: { id: taskForceId ?? '' } } })),
    enabled: taskForceId !== undefined,
    staleTime: Infinity,
  });
  const chosenAgency = useQuery({ ...agencyQuery(agencyId ?? ''), enabled: agencyId !== undefined });
  const ofSeat = { agency: agency?.name, task_force: taskForce?.name, national: words.seat.national }[level];
  const widened = scope === 'taskForce' ? taskForce?.name : undefined;
  const chosen = chosenAgency.data?.name ?? chosenTaskForce.data?.name;
  return (
    <p>
      {texts.counted(chosen ?? widened ?? ofSeat ?? words.common.hidden, formatDays(period, words.locale))}{' '}
      {(taskForceId ?? agencyId) !== undefined && (
        <NarrowLink filters={{ ...filters, taskForceId: undefined, agencyId: undefined }}>
          {texts.everywhere}
        </NarrowLink>
      )}{' '}
      {measure !== null && <NarrowLink filters={{ ...filters, measure: null }}>{texts.allMeasures}</NarrowLink>}
    </p>
  );
}
