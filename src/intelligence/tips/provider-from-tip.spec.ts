import { describe, expect, it } from '@jest/globals';
import type { ReportedTip } from './formats/reported-tip.js';
import { toStatedProvider } from './provider-from-tip.js';

const detailsOf = (template: string): object | undefined =>
  toStatedProvider({ platform: 'Example Chat', company: { template, legalUrl: null } } as unknown as ReportedTip)
    ?.details;

describe('a labelled line of a provider', () => {
  it.each([
    ['Legal name: Example Chat, Inc.', { legalName: 'Example Chat, Inc.' }],
    ['company: Example Chat, Inc.', { legalName: 'Example Chat, Inc.' }],
    ['Company name: Example Chat, Inc.', { legalName: 'Example Chat, Inc.' }],
    ['Serve legal process on: Example Chat, Inc.', { legalName: 'Example Chat, Inc.' }],
    ['Address: 1 Sample Way', { postalAddress: '1 Sample Way' }],
    ['Mailing address: 1 Sample Way', { postalAddress: '1 Sample Way' }],
    ['Postal address: 1 Sample Way', { postalAddress: '1 Sample Way' }],
    ['Address for legal process: 1 Sample Way', { postalAddress: '1 Sample Way' }],
    ['Portal: https://law.chat.example', { portalUrl: 'https://law.chat.example' }],
    ['Law enforcement portal: https://law.chat.example', { portalUrl: 'https://law.chat.example' }],
    ['Legal process portal: https://law.chat.example', { portalUrl: 'https://law.chat.example' }],
    ['Email: a@chat.example', { email: 'a@chat.example' }],
    ['- E-mail: a@chat.example', { email: 'a@chat.example' }],
    ['Email for legal process: a@chat.example', { email: 'a@chat.example' }],
    ['Legal process email: a@chat.example', { email: 'a@chat.example' }],
    ['Emergency: +1 402 555 0199', { emergencyPhone: '+1 402 555 0199' }],
    ['• Emergency line: (402) 555-0199', { emergencyPhone: '(402) 555-0199' }],
    ['Emergency phone: 402-555-0199', { emergencyPhone: '402-555-0199' }],
    ['Emergency contact: 402-555-0199', { emergencyPhone: '402-555-0199' }],
    ['24-hour line: 402-555-0199', { emergencyPhone: '402-555-0199' }],
    ['24 hour line: 402-555-0199', { emergencyPhone: '402-555-0199' }],
    ['Retention: 90 days', { retentionDays: 90 }],
    ['Data retention: 90 days.', { retentionDays: 90 }],
    ['Log retention: 1 day', { retentionDays: 1 }],
    ['IP log retention: 3650 days', { retentionDays: 3650 }],
    ['* Logs are kept for: 90 calendar days', { retentionDays: 90 }],
  ])('gives its field: %s', (line, expected) => {
    expect(detailsOf(`Hello.\n${line}\nHours: 9 to 5`)).toEqual({
      ...expected,
      instructions: `Hello.\n${line}\nHours: 9 to 5`,
    });
  });

  it.each([
    'Retention: 0 days',
    'Retention: 3651 days',
    'Retention: 3 months',
    'Emergency: see case 12345678',
    'Emergency contact: Jane Roe, +1 402 555 0199',
    'Portal: https://chat.example@elsewhere.example',
    'Portal: law.chat.example',
    'Email: by portal only',
    'Phone: +1 402 555 0199',
  ])('gives no field in another form: %s', (line) => {
    expect(detailsOf(line)).toEqual({ instructions: line });
  });

  it.each([
    ['Address: 1 Sample Way\nSuite 5, Omaha, NE 68102\nHours: 9 to 5', {}],
    ['Legal name: Example Chat\nHoldings, Inc.', {}],
    ['Address: 1 Sample Way\n\nWe answer within a week.', { postalAddress: '1 Sample Way' }],
    ['Address: 1 Sample Way\n- We answer within a week.', { postalAddress: '1 Sample Way' }],
    ['Email: a@chat.example\nWe answer within a week.', { email: 'a@chat.example' }],
  ])('gives no part of an address or a name that continues in the next line: %j', (text, expected) => {
    expect(detailsOf(text)).toEqual({ ...expected, instructions: text });
  });

  it('counts once if it is repeated, and not at all if it contradicts itself', () => {
    const twice = 'Retention: 90 days\nRetention: 90 days';
    const both = 'Retention: 90 days\nLog retention: 180 days';

    expect([detailsOf(twice), detailsOf(both)]).toEqual([
      { retentionDays: 90, instructions: twice },
      { instructions: both },
    ]);
  });
});
