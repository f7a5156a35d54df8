/** The files by which figures are published. */
export const publishedReports = ['totals', 'operation', 'return', 'press_release'] as const;
export type PublishedReport = (typeof publishedReports)[number];
