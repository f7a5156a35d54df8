import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { Account } from '../accounts/account.entity.js';
import type { Density, Language, ShortcutSetting } from './preferences.enums.js';

/** Columns that a list of the console shows, in their order. */
export interface ListColumns {
  readonly list: string;
  readonly columns: readonly string[];
}

export type PreferenceSettings = Omit<Preferences, 'id' | 'accountId'>;

/** Settings of an account that has not changed any. */
export const defaultSettings: PreferenceSettings = {
  shortcuts: 'on',
  density: 'comfortable',
  language: 'en',
  home: null,
  zone: null,
  columns: [],
  dailyMail: false,
};

/** Settings of the console that the owner of an account chose. They change no right and no record. */
@Entity('account_preferences')
@Unique(['accountId'])
export class Preferences {
  @PrimaryColumn('uuid') readonly id!: string;
  @ForeignKey(() => Account) @Column('uuid') readonly accountId!: string;
  @Column('text') readonly shortcuts!: ShortcutSetting;
  @Column('text') readonly density!: Density;
  @Column('text') readonly language!: Language;
  @Column('text', { nullable: true }) readonly home!: string | null;
  @Column('text', { nullable: true }) readonly zone!: string | null;
  @Column('jsonb') readonly columns!: readonly ListColumns[];
  @Column('boolean', { default: false }) readonly dailyMail!: boolean;
}
