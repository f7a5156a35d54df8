import { describe, expect, it } from '@jest/globals';
import { InvalidInput, Voided } from '../../platform/http/problems.js';
import { Charge, type ChargeFacts } from './charge.entity.js';
import { NibrsRejected } from './suspects.errors.js';

const federal: ChargeFacts = {
  jurisdiction: 'US',
  section: '2252A(a)(5)(B)',
  code: null,
  title: null,
  federalSection: null,
  counts: 2,
  completion: 'completed',
  nibrsOffense: '370',
  criminalActivities: ['P', 'D'],
  offenderUsing: ['C'],
  location: '58',
  victimAge: null,
};
const ofState: ChargeFacts = {
  ...federal,
  jurisdiction: 'NE',
  code: 'Neb. Rev. Stat.',
  section: '28-813.01',
  title: 'Possession of visual depiction of sexually explicit conduct',
  federalSection: '2252A(a)(5)',
};

function aCharge(): Charge {
  return Object.assign(new Charge(), { voidedAt: null, voidReason: null });
}

function pointerOf(facts: ChargeFacts): string | undefined {
  try {
    aCharge().describe(facts);
    return undefined;
  } catch (fault) {
    return fault instanceof InvalidInput ? fault.members.errors[0]?.pointer : String(fault);
  }
}

describe('a charge', () => {
  it('under title 18 has code, title and crosswalk from its section', () => {
    const charge = aCharge();

    charge.describe(federal);

    expect(charge).toMatchObject({
      code: '18 U.S.C.',
      title: 'Certain activities relating to material constituting or containing child pornography',
      federalSection: '2252A(a)(5)(B)',
      criminalActivities: ['D', 'P'],
    });
  });

  it.each(['371', '1594(c)', '2242', '1512(b)', '922(g)(1)'])(
    'under section %s of title 18 has a stated title',
    (section) => {
      const charge = aCharge();

      charge.describe({ ...federal, section, title: 'As charged' });

      expect(charge).toMatchObject({ code: '18 U.S.C.', section, title: 'As charged', federalSection: section });
    },
  );

  it('under another title of the Code has no section of title 18', () => {
    const charge = aCharge();

    charge.describe({ ...federal, code: '47 U.S.C.', section: '223(h)', title: 'Intimate visual depictions' });

    expect(charge).toMatchObject({ code: '47 U.S.C.', section: '223(h)', federalSection: null });
  });

  it('under State law is stated in full, and may name its federal counterpart', () => {
    const charge = aCharge();

    charge.describe(ofState);

    expect(charge).toMatchObject({ code: 'Neb. Rev. Stat.', section: '28-813.01', federalSection: '2252A(a)(5)' });
    expect(pointerOf({ ...ofState, federalSection: null })).toBeUndefined();
  });

  it.each([
    ['a malformed section', { ...federal, section: '18 USC 924', title: 'Penalties' }, '#/section'],
    ['an unlisted federal section without its title', { ...federal, section: '924(c)' }, '#/title'],
    ['a malformed title of the Code', { ...federal, code: '18 USC' }, '#/code'],
    ['a title of the Code that does not exist', { ...federal, code: '55 U.S.C.' }, '#/code'],
    ['a title beside a federal section', { ...federal, title: 'Possession' }, '#/title'],
    ['a crosswalk beside a federal section', { ...federal, federalSection: '2252' }, '#/federalSection'],
    ['a State’s section without its code', { ...ofState, code: null }, '#/code'],
    ['a State’s section without its title', { ...ofState, title: null }, '#/title'],
    ['a crosswalk to a malformed section', { ...ofState, federalSection: 'sec. 924' }, '#/federalSection'],
  ])('is rejected with %s', (_, facts, pointer) => {
    expect(pointerOf(facts)).toBe(pointer);
  });

  it('stays unchanged when the NIBRS rules reject a correction', () => {
    const charge = aCharge();
    charge.describe(federal);

    expect(() => {
      charge.describe({ ...federal, counts: 9, criminalActivities: [] });
    }).toThrow(NibrsRejected);
    expect(charge.counts).toBe(2);
  });

  it('rejects changes once it is voided', () => {
    const charge = aCharge();
    charge.describe(federal);
    charge.void('Recorded twice.', new Date());

    expect(() => {
      charge.describe(federal);
    }).toThrow(Voided);
  });
});
