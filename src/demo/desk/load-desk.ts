import type pg from 'pg';
import { dayOf } from '../../platform/time/calendar.js';
import { insertRows } from '../insert-rows.js';
import {
  accountRows,
  createStaff,
  lockedAccount,
  mainTaskForce,
  otherTaskForce,
  passwordAccounts,
  waitingAccount,
} from '../record/accounts.js';
import { divideTotals, type Share } from '../record/shares.js';
import {
  caseTables,
  createDesk,
  hitTables,
  offerTables,
  reduceToSharedCases,
  sideOf,
  workTables,
} from './desk-tables.js';

const setReferences = `
  UPDATE app.transfers o SET reference = c.reference FROM app.complaints c
   WHERE c.id = o.complaint_id AND o.state = 'offered' AND o.reference <> c.reference`;
const withdrawApproval = 'UPDATE app.accounts SET approved_by = NULL, approved_at = NULL WHERE id = $1';
const lockAccount = `INSERT INTO auth.sign_in_status (account_id, locked_at) VALUES ($1, $2)`;

/**
 * Loads the current desk beside the spring of 2018: sixty complaints of the last thirty days with their open work. Two
 * complaints of another task force are at the other end of an offer and a hit.
 */
export async function loadDesk(owner: pg.Client, now: Date, say: (line: string) => void): Promise<void> {
  const shares = divideTotals();
  const people = [...passwordAccounts, ...createStaff()];
  const today = dayOf(now, shareOf(shares, mainTaskForce).taskForce.zone);
  const desk = createDesk(shareOf(shares, mainTaskForce), people, today);
  const other = reduceToSharedCases(createDesk(shareOf(shares, otherTaskForce), people, today));
  const tables = [
    ...caseTables(desk),
    ...workTables(desk),
    ...caseTables(other),
    ...hitTables(desk, sideOf(other)),
    ...hitTables(other, sideOf(desk)),
    ...offerTables(desk, sideOf(other)),
    ...offerTables(other, sideOf(desk)),
  ];
  for (const [table, rows] of tables) await insertRows(owner, table, rows);
  await owner.query(setReferences);
  await insertRows(owner, 'accounts', accountRows([waitingAccount, lockedAccount]));
  await owner.query(withdrawApproval, [waitingAccount.id]);
  await owner.query(lockAccount, [lockedAccount.id, desk.now]);
  say(`  ${desk.cases.length} complaints of the thirty days before ${today}, at the desk of ${mainTaskForce}`);
}

function shareOf(shares: readonly Share[], code: string): Share {
  const found = shares.find(({ taskForce }) => taskForce.code === code);
  if (!found) throw new Error(`Task force ${code} of the demo has no share`);
  return found;
}
