import { describe, expect, it } from '@jest/globals';
import { checkJuvenileHandling, checkCharge, type NibrsCharge } from './nibrs.rules.js';
import { nibrsOffenseCodes, type NibrsOffense } from './nibrs.codes.js';

const possession: NibrsCharge = {
  nibrsOffense: '370',
  completion: 'completed',
  criminalActivities: ['P'],
  offenderUsing: ['C'],
  location: '58',
  victimAge: null,
};
const none: Partial<NibrsCharge> = { criminalActivities: [], location: '20' };

function errorsOf(overrides: Partial<NibrsCharge>): string[] {
  return checkCharge({ ...possession, ...overrides }).map(({ pointer, nibrsError }) => `${nibrsError} ${pointer}`);
}

describe('the NIBRS rules for a charge', () => {
  it('accept possession of material, in cyberspace or at home', () => {
    expect(errorsOf({})).toEqual([]);
    expect(errorsOf({ location: '20' })).toEqual([]);
    expect(errorsOf({ location: null, criminalActivities: ['P', 'D', 'E'] })).toEqual([]);
  });

  it('require a criminal activity for material, and reject it otherwise', () => {
    const others = nibrsOffenseCodes.filter((code) => !['370', '35A', '520', '720'].includes(code));

    expect(errorsOf({ criminalActivities: [] })).toEqual(['220 #/criminalActivities']);
    for (const nibrsOffense of others) {
      expect(errorsOf({ ...none, nibrsOffense })).toEqual([]);
      expect(errorsOf({ ...none, nibrsOffense, criminalActivities: ['E'] })).toEqual(['219 #/criminalActivities']);
    }
  });

  it('have letters of their own for animal cruelty, and require one for drugs and weapons', () => {
    const of = (nibrsOffense: NibrsOffense, ...criminalActivities: NibrsCharge['criminalActivities']) =>
      errorsOf({ nibrsOffense, criminalActivities, location: '20' });

    expect([of('720', 'S'), of('35A', 'P'), of('520', 'P')]).toEqual([[], [], []]);
    expect([of('720', 'P'), of('370', 'S')]).toEqual([['204 #/criminalActivities'], ['204 #/criminalActivities']]);
    expect([of('720'), of('35A'), of('520')]).toEqual(Array.from({ length: 3 }, () => ['220 #/criminalActivities']));
  });

  it('accept cyberspace only for offenses committed remotely', () => {
    const refused = nibrsOffenseCodes.filter((nibrsOffense) =>
      checkCharge({ ...possession, nibrsOffense }).some(({ nibrsError }) => nibrsError === '205'),
    );

    expect(refused.sort()).toEqual([
      '100',
      '11A',
      '11B',
      '11C',
      '11D',
      '35A',
      '360',
      '36A',
      '36B',
      '520',
      '720',
    ] satisfies NibrsOffense[]);
  });

  it('reject another value beside not applicable', () => {
    expect(errorsOf({ offenderUsing: ['A', 'C', 'D'] })).toEqual([]);
    expect(errorsOf({ offenderUsing: ['N'] })).toEqual([]);
    expect(errorsOf({ offenderUsing: ['C', 'N'] })).toEqual(['207 #/offenderUsing']);
  });

  it('reject attempted intimidation', () => {
    expect(errorsOf({ ...none, nibrsOffense: '13C', completion: 'attempted' })).toEqual(['256 #/completion']);
    expect(errorsOf({ ...none, nibrsOffense: '36B', completion: 'attempted' })).toEqual([]);
  });

  it('limit statutory rape to victims under 18, if the age is known', () => {
    const of = (victimAge: number | null) => errorsOf({ ...none, nibrsOffense: '36B', victimAge });

    expect([of(null), of(17), of(18)]).toEqual([[], [], ['481 #/victimAge']]);
    expect(errorsOf({ ...none, nibrsOffense: '11A', victimAge: 18 })).toEqual([]);
  });

  it('report all errors at once', () => {
    const wrong = { nibrsOffense: '36B', location: '58', criminalActivities: ['P'], victimAge: 30 } as const;

    expect(errorsOf(wrong)).toEqual(['219 #/criminalActivities', '205 #/location', '481 #/victimAge']);
  });
});

describe('the handling of an arrested juvenile', () => {
  const arrested = { bornOn: '2000-05-14', juvenile: true, arrestedOn: '2018-05-13', juvenileHandling: null };

  it.each([
    ['the day before turning 18', arrested, true],
    ['on the day of turning 18', { ...arrested, arrestedOn: '2018-05-14' }, false],
    ['as a juvenile without a known day of birth', { ...arrested, bornOn: null }, true],
    ['as an adult without a known day of birth', { ...arrested, bornOn: null, juvenile: false }, false],
  ])('is required for a person arrested %s', (_, arrestee, must) => {
    const errorOf = (juvenileHandling: 'referred' | null): string | null =>
      checkJuvenileHandling({ ...arrestee, juvenileHandling })?.nibrsError ?? null;

    expect([errorOf(null), errorOf('referred')]).toEqual(must ? ['652', null] : [null, '653']);
  });
});
