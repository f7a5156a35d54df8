import type { PreferenceSettings } from './preferences.entity.js';
import type { Density, Language, ShortcutSetting } from './preferences.enums.js';

/** Columns that a list shows. */
export class ListColumnsView {
  readonly list!: string;
  readonly columns!: string[];
}

/** Settings of the console of an account. */
export class PreferencesView {
  /** Whether keyboard shortcuts work. */
  readonly shortcuts!: ShortcutSetting;
  /** Density of rows. */
  readonly density!: Density;
  /** Language. */
  readonly language!: Language;
  /**
   * Screen that opens first; null for that of the role.
   * @example queue
   */
  readonly home!: string | null;
  /**
   * Time zone of displayed times; null for that of the seat.
   * @example America/Chicago
   */
  readonly zone!: string | null;
  /** Columns of lists. A list that is not named shows its default columns. */
  readonly columns!: ListColumnsView[];
  /** Whether a mail a day says how much waits. It is sent only if the operator set up mail. */
  readonly dailyMail!: boolean;
}

export function toPreferencesView(settings: PreferenceSettings): PreferencesView {
  const { shortcuts, density, language, home, zone, columns, dailyMail } = settings;
  return {
    shortcuts,
    density,
    language,
    home,
    zone,
    columns: columns.map(({ list, columns: names }) => ({ list, columns: [...names] })),
    dailyMail,
  };
}
