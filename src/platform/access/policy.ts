import { NotYours } from '../http/problems.js';
import type { Actor } from './actor.js';

/** Who may do what to a row they see: pure functions of the actor and the row. */
export type Policy<Row> = Readonly<Record<string, (actor: Actor, row: Row) => boolean>>;

/** 403 unless the rule holds. The role was settled by the route and the row's visibility by Postgres. */
export function authorize<Row>(rule: (actor: Actor, row: Row) => boolean, actor: Actor, row: Row): void {
  if (!rule(actor, row)) throw new NotYours();
}
