/** Second Postgres that follows another by streaming replication. */
export interface Standby {
  readonly adminUrl: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}
export function startStandby(adminUrl: string, ownPort: number, within?: string): Promise<Standby>;
export function allowReplication(adminUrl: string): Promise<void>;
