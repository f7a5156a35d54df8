import { describe, expect, it } from '@jest/globals';
import { codeOf } from './input-error-codes.js';

describe('the code of a faulty field', () => {
  it.each([
    ['must be set for this kind', 'required', {}],
    ['must not be set for this kind', 'notAllowed', {}],
    ['is given by the section of a federal charge and must not be set', 'notAllowed', {}],
    ['must not be set: the identity of a child belongs in the vault', 'namesChild', {}],
    ['holds the name of a child; call the child by pseudonym', 'namesChild', {}],
    ['is not a known field', 'unknownField', {}],
    ['must be text', 'wrongType', {}],
    ['must be a day such as 2018-03-01', 'wrongFormat', { example: '2018-03-01' }],
    ['must be a UUID', 'wrongFormat', {}],
    ['must be one of the following values: tip, report', 'notInList', { values: ['tip', 'report'] }],
    ['must be the two-letter postal code of a State, in capitals', 'notInList', {}],
    ['must be at most 4096 bytes long, as JSON without spaces', 'tooLong', { max: 4096 }],
    ['must be a whole number from -5 to 5', 'outOfRange', { min: -5, max: 5 }],
    ['must be at most 60 characters long', 'tooLong', { max: 60 }],
    ['each must be at most 5 characters long', 'tooLong', { max: 5 }],
    ['must not be empty', 'tooShort', {}],
    ['must hold at most 200', 'tooMany', { max: 200 }],
    ['must hold at least 1', 'tooFew', { min: 1 }],
    ['must not be in the future', 'future', {}],
    ['must be in the future', 'notFuture', {}],
    ['must not be before the complaint was received', 'tooEarly', {}],
    ['must not be after the receipt', 'tooLate', {}],
    ['does not exist or is not accessible', 'notAccessible', {}],
    ['is not a valid identifier of this kind', 'invalidIdentifier', {}],
    ['is not a telephone number: it needs ten digits', 'invalidIdentifier', {}],
    ['must not hold a picture or another file, nor a data URI', 'holdsFile', {}],
    ['is too easily guessed', 'invalid', {}],
  ])('follows from its wording: %s', (detail, code, params) => {
    expect(codeOf(detail)).toEqual({ code, params });
  });
});
