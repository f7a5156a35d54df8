import { describe, expect, it } from '@jest/globals';
import { fingerprint, parsePort, settingsText } from './settings.js';

const settings = { port: 40581, durable: true, version: '18.4.0' };

describe('the settings of embedded Postgres', () => {
  it('contain the previous port', () => {
    expect(parsePort(settingsText(settings))).toBe(40581);
    expect(parsePort('')).toBeUndefined();
    expect(parsePort("#port = '1'\nport = 'x'\n")).toBeUndefined();
  });

  it('disable durability only on request', () => {
    expect(settingsText(settings)).toContain("fsync = 'on'");
    expect(settingsText({ ...settings, durable: false })).toContain("fsync = 'off'");
  });

  it('have a fingerprint that does not depend on the port', () => {
    expect(fingerprint({ ...settings, port: 1 })).toBe(fingerprint(settings));
    expect(fingerprint({ ...settings, durable: false })).not.toBe(fingerprint(settings));
    expect(fingerprint({ ...settings, version: '18.5.0' })).not.toBe(fingerprint(settings));
    expect(settingsText(settings)).toContain(fingerprint(settings));
  });
});
