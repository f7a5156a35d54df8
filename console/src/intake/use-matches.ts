import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, call } from '../api/client';
import type { Schemas } from '../api/types';

const pauseMs = 300;
const maxText = 20_000;

/** Returns a value that follows another one after a pause. */
export function useAfterPause<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** Reads what the report would match, after a pause in typing. One request asks for everything. */
export function useUnsavedMatches(report: {
  readonly text: string;
  readonly source: Schemas['ComplaintSource'];
  readonly externalReference: string;
}): { readonly view: Schemas['UnsavedReportView'] | undefined; readonly isFetching: boolean } {
  const text = useAfterPause(report.text, pauseMs);
  const externalReference = useAfterPause(report.externalReference, pauseMs).trim();
  const { data, isFetching } = useQuery({
    queryKey: ['unsaved', text, report.source, externalReference],
    enabled: (text.trim() !== '' && text.length <= maxText) || externalReference !== '',
    placeholderData: keepPreviousData,
    queryFn: () =>
      call(() =>
        api.POST('/api/v1/matches', {
          body: {
            ...(text.trim() === '' ? {} : { text }),
            source: report.source,
            externalReference: externalReference === '' ? null : externalReference,
          },
        }),
      ),
    gcTime: 0,
    retry: false,
  });
  return { view: text.trim() === '' && externalReference === '' ? undefined : data, isFetching };
}
