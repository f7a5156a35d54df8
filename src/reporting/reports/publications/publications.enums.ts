/** Files that publish figures. */
export const publishedReports = ['totals', 'operation', 'performance_report', 'press_release'] as const;
export type PublishedReport = (typeof publishedReports)[number];
