/** Files that publish figures. */
export const publishedReports = ['totals', 'operation', 'return', 'press_release'] as const;
export type PublishedReport = (typeof publishedReports)[number];
