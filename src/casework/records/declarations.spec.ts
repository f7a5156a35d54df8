import { describe, expect, it } from '@jest/globals';
import { Declarations } from './declarations.js';

describe('the declarations of a case', () => {
  it('are in their fixed order, whichever feature is loaded first', () => {
    const shelves = new Declarations<{ readonly name: string }>('library', ['novels', 'maps']);

    shelves.add([{ name: 'maps' }]);
    shelves.add([{ name: 'novels' }]);

    expect(shelves.all()).toEqual([{ name: 'novels' }, { name: 'maps' }]);
  });

  it('reject a second declaration of a part', () => {
    const shelves = new Declarations<{ readonly name: string }>('library', ['novels', 'maps']);
    shelves.add([{ name: 'maps' }]);

    expect(() => {
      shelves.add([{ name: 'maps' }]);
    }).toThrow('The library has two declarations of maps');
  });

  it('reject a part without a position in the order', () => {
    const shelves = new Declarations<{ readonly name: string }>('library', ['novels']);

    expect(() => {
      shelves.add([{ name: 'maps' }]);
    }).toThrow('The library has no position for maps');
  });

  it('are refused while a part has no declaration', () => {
    const shelves = new Declarations<{ readonly name: string }>('library', ['novels', 'maps']);
    shelves.add([{ name: 'maps' }]);

    expect(() => shelves.all()).toThrow('The library has no declaration of novels');
  });
});
