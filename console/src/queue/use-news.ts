import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, call, inBackground } from '../api/client';
import type { Schemas } from '../api/types';

const newsMs = 30_000;

/** Returns the number of complaints that joined the queue since it was read. They do not jump into the list. */
export function useNews(queue: Schemas['ComplaintQueue'], count: number | null, isComplete: boolean): number {
  const [isLater, setIsLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLater(true), newsMs);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({
    queryKey: ['queues', 'news'],
    queryFn: () => call(() => api.GET('/api/v1/queues', { headers: inBackground })),
    refetchInterval: newsMs,
    enabled: isLater,
    gcTime: 0,
  });
  const now = data?.items.find((item) => item.queue === queue)?.count;
  if (count === null || now === undefined || !isComplete) return 0;
  return Math.max(0, now - count);
}
