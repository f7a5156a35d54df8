import { Forbidden } from '../platform/http/problems.js';
import type { Actor } from '../platform/actor/actor.js';

/** Rules for actions on a visible row, as pure functions of the actor and the row. */
export type Policy<Row> = Readonly<Record<string, (actor: Actor, row: Row) => boolean>>;

/** Throws 403 unless the rule holds. The route has already checked the role, and Postgres the visibility. */
export function authorize<Row>(rule: (actor: Actor, row: Row) => boolean, actor: Actor, row: Row): void {
  if (!rule(actor, row)) throw new Forbidden();
}
