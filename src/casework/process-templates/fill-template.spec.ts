import { describe, expect, it } from '@jest/globals';
import { fillTemplate, formatTime, hasUnknownPlaceholders } from './fill-template.js';

const confirmed = (text: string) => ({ text, isConfirmed: true });

describe('a template', () => {
  it('has its placeholders replaced, and missing values marked and listed once', () => {
    const template = 'Records of {{ip_address}}, port {{port}}, at {{used_at}}. Again: port {{port}}.';

    expect(fillTemplate(template, { ip_address: confirmed('192.0.2.44'), port: null })).toEqual({
      text: 'Records of 192.0.2.44, port [MISSING: port], at [MISSING: used_at]. Again: port [MISSING: port].',
      missing: ['port', 'used_at'],
      unconfirmed: [],
    });
  });

  it('marks and lists a value that nobody has confirmed', () => {
    const filled = fillTemplate('To {{provider_email}}', {
      provider_email: { text: 'legal@chat.example', isConfirmed: false },
    });

    expect(filled).toEqual({
      text: 'To legal@chat.example [NOT CONFIRMED]',
      missing: [],
      unconfirmed: ['provider_email'],
    });
  });

  it('takes braces and dollar signs in a value as text', () => {
    const values = { identifier: confirmed('{{tip_number}} $& $1'), tip_number: confirmed('107324881') };

    expect(fillTemplate('{{identifier}}', values).text).toBe('{{tip_number}} $& $1');
  });

  it.each(['{{prot}}', '{{ port }}', '{{}}', '{{port}', 'port}}', '{{port|upper}}'])(
    'does not know the placeholder %s',
    (template) => {
      expect(hasUnknownPlaceholders(template)).toBe(true);
    },
  );

  it('knows its placeholders, and single braces are text', () => {
    expect(hasUnknownPlaceholders('{{port}} of {a} {{ip_address}}')).toBe(false);
  });
});

describe('a time', () => {
  it.each([
    ['2026-05-10T03:12:55.000Z', 'UTC', '2026-05-10 03:12:55 UTC'],
    ['2026-05-10T03:12:55.250Z', 'UTC', '2026-05-10 03:12:55.250 UTC'],
    ['2026-05-10T03:12:55.000Z', 'America/Chicago', '2026-05-09 22:12:55 CDT'],
    ['2026-01-10T06:00:00.000Z', 'America/Chicago', '2026-01-10 00:00:00 CST'],
  ])('%s in %s is %s', (instant, zone, text) => {
    expect(formatTime(new Date(instant), zone)).toBe(text);
  });
});
