/**
 * A month of tips as a reporting centre sends them on, as CSV on stdout: `npm run -s sample:tips -- 42000 > tips.csv`.
 * Synthetic, the same each time. A few persons are in many tips.
 */
import { once } from 'node:events';

const count = Number(process.argv[2] ?? 42_000);
if (!Number.isSafeInteger(count) || count < 1 || count > 2_000_000) {
  process.stderr.write('Give the number of tips, up to 2,000,000: npm run -s sample:tips -- 42000\n');
  process.exit(2);
}

const now = new Date();
const [from, until] = [-1, 0].map((month) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + month, 1));
const counties = ['Douglas', 'Lancaster', 'Sarpy', 'Hall', 'Buffalo', 'Dodge'];
const kinds = [
  ['enticement', 'An adult asked a child for a meeting in a game chat.'],
  ['csam_distribution', 'The provider found known files in an account and closed it.'],
  ['csam_possession', 'The provider found files in the storage of an account.'],
  ['sextortion', 'Somebody threatened a child with what the child had sent, and asked for money.'],
];
const names = ['owl', 'heron', 'wren', 'finch', 'crane', 'egret', 'swift', 'plover'];

let state = 20_260_302;
const below = (most) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * most);
};

process.stdout.write(
  'source,externalReference,type,mode,receivedAt,state,county,narrative,suspectEmail,suspectIp,suspectHandle,suspectPlatform\n',
);
for (let n = 0; n < count; n += 1) {
  const at = new Date(from + ((until - from) / count) * n).toISOString();
  const [type, narrative] = kinds[below(kinds.length)];
  const person = below(5) === 0 ? below(200) : 1000 + n;
  const name = `${names[person % names.length]}${person}`;
  const ip = `198.${18 + (person & 1)}.${(person >> 8) & 255}.${person & 255}`;
  const cells = ['ncmec_cybertip', 300_000_000 + n, type, 'reactive', at, 'NE', counties[below(counties.length)]];
  const line = [...cells, `"${narrative}"`, `${name}@example.com`, ip, name, 'Example Chat'].join(',');
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}
