import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, Matches } from 'class-validator';
import { IsZone, ListOf, Nullable, Omittable } from '../../platform/validation/input.js';
import {
  densities,
  languages,
  shortcutSettings,
  type Density,
  type Language,
  type ShortcutSetting,
} from './preferences.enums.js';

const maxLists = 20;
const maxColumns = 30;
/** Name of a screen, a list or a column of the console. It has no room for text about a case. */
const namePattern = /^[a-z][a-zA-Z0-9_-]{0,39}$/;
const nameFault = 'must be a name of at most 40 letters and digits that begins with a small letter';

/** Columns of a list. */
export class ListColumnsInput {
  /**
   * Name of the list.
   * @example queue
   */
  @Matches(namePattern, { message: nameFault }) readonly list!: string;
  /**
   * Names of its columns, in their order.
   * @example ["reference", "priority", "receivedAt"]
   */
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(maxColumns, { message: `must hold at most ${maxColumns}` })
  @ArrayUnique({ message: 'must not hold duplicates' })
  @Matches(namePattern, { each: true, message: nameFault })
  readonly columns!: string[];
}

/** All settings of the console. An omitted one returns to its default. */
export class SetPreferences {
  /** Whether keyboard shortcuts work. Default: on. */
  @Omittable() @IsIn(shortcutSettings) readonly shortcuts?: ShortcutSetting;
  /** Density of rows. Default: comfortable. */
  @Omittable() @IsIn(densities) readonly density?: Density;
  /** Language. Default: en. */
  @Omittable() @IsIn(languages) readonly language?: Language;
  /**
   * Screen that opens first. Default: that of the role.
   * @example queue
   */
  @Omittable() @Nullable() @Matches(namePattern, { message: nameFault }) readonly home?: string | null;
  /**
   * Time zone of displayed times. Default: that of the seat.
   * @example America/Chicago
   */
  @Omittable() @Nullable() @IsZone() readonly zone?: string | null;
  /** Columns of lists. Default: those of each list. */
  @Omittable() @ListOf(() => ListColumnsInput, maxLists) readonly columns?: ListColumnsInput[];
  /** Whether a mail a day says how much waits, by kind and without any record, if the operator set up mail. Default: false. */
  @Omittable() @IsBoolean() readonly dailyMail?: boolean;
}
