import { describe, expect, it } from '@jest/globals';
import { TrailDeclarations } from './trail-declarations.js';

function declared(): TrailDeclarations {
  const declarations = new TrailDeclarations();
  declarations.add({
    actions: { 'parcel.sent': 'sent a parcel' },
    records: { parcels: 'parcel' },
    infinitives: { sent: 'send' },
  });
  return declarations;
}

describe('the declarations of the trail', () => {
  it('have the words of each feature', () => {
    const declarations = declared();

    declarations.add({ actions: { 'parcel.opened': 'opened a parcel' } });

    expect(declarations.predicateOf('parcel.sent')).toBe('sent a parcel');
    expect(declarations.predicateOf('parcel.opened')).toBe('opened a parcel');
    expect(declarations.recordNameOf('parcels')).toBe('parcel');
    expect(declarations.infinitiveOf('sent')).toBe('send');
    expect(declarations.infinitiveOf('opened')).toBe('open');
    expect(declarations.infinitiveOf('closed')).toBe('close');
  });

  it('have no words for an action or table that no feature declares', () => {
    const declarations = declared();

    expect(declarations.predicateOf('parcel.lost')).toBeUndefined();
    expect(declarations.predicateOf('constructor')).toBeUndefined();
    expect(declarations.recordNameOf('letters')).toBeUndefined();
  });

  it.each([
    [
      'action',
      { actions: { 'parcel.sent': 'posted a parcel' } },
      'The trail has two declarations of the action parcel.sent',
    ],
    ['record', { records: { parcels: 'packet' } }, 'The trail has two declarations of the record parcels'],
    ['infinitive', { infinitives: { closed: 'shut' } }, 'The trail has two declarations of the infinitive closed'],
  ])('reject a second declaration of an %s', (_, second, message) => {
    expect(() => {
      declared().add(second);
    }).toThrow(message);
  });
});
