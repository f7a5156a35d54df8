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
  createCaseload,
  hitTables,
  offerTables,
  reduceToSharedCases,
  sideOf,
  workTables,
} from './caseload-tables.js';

const setReferences = `
  UPDATE app.transfers o SET reference = c.reference FROM app.complaints c
   WHERE c.id = o.complaint_id AND o.state = 'offered' AND o.reference <> c.reference`;
const withdrawApproval = 'UPDATE app.accounts SET approved_by = NULL, approved_at = NULL WHERE id = $1';
const lockAccount = `INSERT INTO auth.sign_in_status (account_id, locked_at) VALUES ($1, $2)`;

/**
 * Loads the current caseload beside the spring of 2018: sixty complaints of the last thirty days with their open work. Two
 * complaints of another task force are at the other end of an offer and a hit.
 */
export async function loadCaseload(owner: pg.Client, now: Date, say: (line: string) => void): Promise<void> {
  const shares = divideTotals();
  const people = [...passwordAccounts, ...createStaff()];
  const today = dayOf(now, shareOf(shares, mainTaskForce).taskForce.zone);
  const caseload = createCaseload(shareOf(shares, mainTaskForce), people, today);
  const other = reduceToSharedCases(createCaseload(shareOf(shares, otherTaskForce), people, today));
  const tables = [
    ...caseTables(caseload),
    ...workTables(caseload),
    ...caseTables(other),
    ...hitTables(caseload, sideOf(other)),
    ...hitTables(other, sideOf(caseload)),
    ...offerTables(caseload, sideOf(other)),
    ...offerTables(other, sideOf(caseload)),
  ];
  for (const [table, rows] of tables) await insertRows(owner, table, rows);
  await owner.query(setReferences);
  await insertRows(owner, 'accounts', accountRows([waitingAccount, lockedAccount]));
  await owner.query(withdrawApproval, [waitingAccount.id]);
  await owner.query(lockAccount, [lockedAccount.id, caseload.now]);
  say(`  ${caseload.cases.length} complaints of the thirty days before ${today}, in the caseload of ${mainTaskForce}`);
}

function shareOf(shares: readonly Share[], code: string): Share {
  const found = shares.find(({ taskForce }) => taskForce.code === code);
  if (!found) throw new Error(`Task force ${code} of the demo has no share`);
  return found;
}
