import { describe, expect, it } from '@jest/globals';
import type { SignatureRecord } from '../audit/chain/signature-lines.js';
import { selectUpToBackup, SignerFileSummary, type BackupEnd } from './signer-file.js';

const end: BackupEnd = {
  takenAt: '2026-11-29T02:15:00.000Z',
  heads: [{ chain: 'a', position: 7, hash: '' }],
  archived: new Set(['2019-01']),
};
const [before, after] = ['2026-11-29T02:14:59.999Z', '2026-11-29T02:15:00.001Z'];

const head = (chain: string, position: number, signedAt: string): SignatureRecord => ({
  ...{ chain, position, signedAt, hash: '', keyId: 'signer', signature: '' },
});
const archive = (month: string, signedAt: string): SignatureRecord => ({
  ...{ month, signedAt, entries: 1, links: 1, fileDigest: '', archivedAt: 0, keyId: 'signer', signature: '' },
});
const restore = (approvedAt: string): SignatureRecord => ({ chains: [], approvedAt }) as unknown as SignatureRecord;

async function select(
  records: readonly SignatureRecord[],
  to: BackupEnd | null = end,
  summary = new SignerFileSummary(),
) {
  async function* read(): AsyncGenerator<SignatureRecord> {
    for (const record of records) yield await Promise.resolve(record);
  }
  const selected: SignatureRecord[] = [];
  for await (const record of selectUpToBackup(read(), to, summary)) selected.push(record);
  return selected;
}

describe('selectUpToBackup', () => {
  it.each<[string, SignatureRecord, boolean]>([
    ['a signature of the last link, made after the backup', head('a', 7, after), true],
    ['a signature of a later link, made by a clock that is slow', head('a', 8, before), false],
    ['a signature of a chain that the backup does not have', head('b', 1, before), false],
    ['a month that was archived later', archive('2019-02', after), false],
    ['a month that is archived, and was signed later', archive('2019-01', after), true],
    ['an archive from before that the trail does not have', archive('2019-02', before), true],
    ['an attestation from before', restore(before), true],
    ['an attestation that came later', restore(after), false],
  ])('decides on %s', async (_what, record, isSelected) => {
    expect(await select([record])).toEqual(isSelected ? [record] : []);
    expect(await select([record], null)).toEqual([record]);
  });

  it('counts the later signatures, with the span of their times and all keys', async () => {
    const summary = new SignerFileSummary();

    await select([head('a', 1, before), head('a', 9, after), head('a', 8, before), restore(after)], end, summary);

    expect(summary).toEqual({ keyIds: new Set(['signer']), later: 2, oldestLater: before, newestLater: after });
  });
});
