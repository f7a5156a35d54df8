import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { RecordSuspect } from '../../casework/suspects/suspect.request.js';
import {
  dayParser,
  incidentParser,
  instantParser,
  patternParser,
  enumParser,
  referenceParser,
  textParser,
} from './field.js';
import { dayFromRequest, fieldFromRequest } from './kinds/field-from-request.js';

describe('an import cell', () => {
  it.each([
    [textParser({ max: 5 }), ' a\u0301 ', '\u00e1'],
    ...['107310001', '19E-12', 'E12', '1E5', '9E12', '18.2', '192.0.2.1'].map(
      (cell) => [referenceParser({ max: 60 }), cell, cell] as const,
    ),
    [enumParser(['both', 'none']), 'both', 'both'],
    [dayParser, '2018-03-01', '2018-03-01'],
    [instantParser, '2018-03-01T09:30:00-06:00', '2018-03-01T09:30:00-06:00'],
    [incidentParser, '1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
    [patternParser(/^[A-Z]{2}$/, 'must be two letters'), 'NE', 'NE'],
    [fieldFromRequest(RecordSuspect, 'familyName'), ' Sample ', 'Sample'],
    [dayFromRequest(RecordSuspect, 'bornOn'), '11/02/1979', '1979-11-02'],
  ])('%# is converted to its stored form', (read, cell, value) => {
    expect(read(cell, 'America/Chicago')).toEqual({ value });
  });

  it.each([
    [textParser({ max: 5 }), 'secret', 'must be at most 5 characters long'],
    [textParser({ max: 9 }), 'se\u0007cret', 'must not hold control characters'],
    ...[
      '1.07311E+08',
      '1.07311e+08',
      '1,07311E+08',
      '1.07311E8',
      '1E+8',
      '1e+08',
      '107310001.0',
      '107310001,00',
      '107311000.',
    ].map(
      (cell) =>
        [
          referenceParser({ max: 60 }),
          cell,
          'is a number with an exponent or a fraction: format the column as text, and enter each digit',
        ] as const,
    ),
    [enumParser(['both', 'none']), 'secret', 'must be one of both, none'],
    [dayParser, '2018-02-30', 'must be a day such as 2018-03-01, or month first with a year of four digits'],
    [
      instantParser,
      '2018-03-01 25:00',
      'must be a day and a time such as 2018-03-01 09:30, or an instant such as 2018-03-01T09:30:00-06:00',
    ],
    [
      incidentParser,
      '1969-12-31T23:59:59Z',
      'must not be before 1970: correct the century, or leave it if it is right',
    ],
    [patternParser(/^[A-Z]{2}$/, 'must be two letters'), 'secret', 'must be two letters'],
    [
      fieldFromRequest(RecordSuspect, 'familyName'),
      'data:image/png;base64,iVBORw0KGgo',
      'must not hold a picture or another file, nor a data URI',
    ],
    [
      dayFromRequest(RecordSuspect, 'bornOn'),
      'secret',
      'must be a day such as 2018-03-01, or month first with a year of four digits',
    ],
  ])('%# is rejected with a message that does not repeat it', (read, cell, fault) => {
    expect(read(cell, 'America/Chicago')).toEqual({ fault });
  });
});
