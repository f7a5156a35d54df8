/** Options of a read that the trail records: it is made when the user asks, and never again by itself. */
export const askedOnce = {
  staleTime: Infinity,
  gcTime: 0,
  retry: false,
  refetchOnWindowFocus: false,
  refetchOnReconnect: false,
} as const;
