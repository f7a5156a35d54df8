import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, call } from '../api/client';
import { type Problem, toProblem } from '../api/problem';
import type { Schemas } from '../api/types';
import { useDebounced } from '../kit/use-debounced';

const debounceMs = 300;
/** Maximum length of a text that can be compared and logged. */
export const maxTextLength = 20_000;

type View = Schemas['UnsavedReportView'];

export interface UnsavedMatches {
  /** Last answer; undefined before the first one, and without a text. */
  readonly view: View | undefined;
  /** Problem of the last request; null if it was answered. */
  readonly problem: Problem | null;
  /** Whether the text is too long to be compared. */
  readonly isTooLong: boolean;
  readonly retry: () => void;
}

/**
 * Reads the matches of the report after a pause in typing. One request asks for everything. The last answer stays until
 * there is a new one, also if a request fails.
 */
export function useUnsavedMatches(report: {
  readonly text: string;
  readonly source: Schemas['ComplaintSource'];
  readonly externalReference: string;
}): UnsavedMatches {
  const text = useDebounced(report.text, debounceMs);
  const externalReference = useDebounced(report.externalReference, debounceMs).trim();
  const isEmpty = text.trim() === '' && externalReference === '';
  const isTooLong = text.length > maxTextLength;
  const { data, error, refetch } = useQuery({
    queryKey: ['unsaved', text, report.source, externalReference],
    enabled: !isEmpty && !isTooLong,
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
  const [last, setLast] = useState<{ readonly view: View | undefined; readonly error: Error | null }>({
    view: undefined,
    error: null,
  });
  if (data !== undefined) {
    if (last.view !== data || last.error !== null) setLast({ view: data, error: null });
  } else if (error !== null && last.error !== error) setLast({ view: last.view, error });
  return {
    view: isEmpty ? undefined : last.view,
    problem: isEmpty || isTooLong || last.error === null ? null : toProblem(last.error),
    isTooLong,
    retry: () => void refetch(),
  };
}
