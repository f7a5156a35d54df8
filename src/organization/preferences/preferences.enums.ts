/** Whether keyboard shortcuts of the console work. */
export const shortcutSettings = ['on', 'off'] as const;
export type ShortcutSetting = (typeof shortcutSettings)[number];

/** Density of rows in lists of the console. */
export const densities = ['comfortable', 'compact'] as const;
export type Density = (typeof densities)[number];

/** Language of the console. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];
