import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuthRecords, type SessionRecord } from '../accounts/auth-records.js';
import type { Protocol } from './identity-provider.enums.js';
import type { ExternalIdentity, RequestState } from './provider-client.js';

/** Request to the identity provider, bound to the browser that began it. */
export interface NewIdentityRequest extends RequestState {
  readonly protocol: Protocol;
  readonly browser: Buffer;
  /** Session whose account is to be linked; null for a sign-in. */
  readonly session: Buffer | null;
  readonly notice: string | null;
}

/** Request as stored, until its answer. */
export interface StoredIdentityRequest {
  readonly nonce: string;
  readonly code_verifier: string | null;
  readonly notice: string | null;
}

/** Link of an account to a person at an identity provider. */
export interface StoredIdentityLink {
  readonly id: string;
  readonly protocol: Protocol;
  readonly issuer: string;
  readonly since: Date;
  readonly last_used_at: Date | null;
}

const rules = `ROW($1::boolean, $2::integer, make_interval(secs => $3), make_interval(secs => $4), $5::integer,
                   make_interval(days => $6))::auth.rules`;

const makeRequest = 'SELECT auth.make_identity_request($1, $2, $3, $4, $5, $6, $7)';
const consumeRequest = 'SELECT nonce, code_verifier, notice FROM auth.consume_identity_request($1, $2, $3, $4)';
const selectLink = 'SELECT id, account_id FROM auth.identity_link_of($1, $2, $3)';
const selectLinks = 'SELECT id, protocol, issuer, since, last_used_at FROM auth.identity_links_of($1)';
const addLink = `SELECT * FROM auth.add_identity_link($7, $8, $9, $10, $11, $12, ${rules})`;
const removeLink = `SELECT * FROM auth.remove_identity_link($7, $8, $9, ${rules})`;

/** Queries to the functions of schema `auth` about identity providers. Postgres decides the sessions that may change links. */
@Injectable()
export class IdentityRecords {
  constructor(private readonly authRecords: AuthRecords) {}

  async makeRequest(tx: EntityManager, request: NewIdentityRequest): Promise<void> {
    const { state, protocol, browser, nonce, codeVerifier, session, notice } = request;
    await tx.query(makeRequest, [Buffer.from(state), protocol, browser, nonce, codeVerifier, session, notice]);
  }

  /** Returns the request of that protocol and browser, and removes it, so that its answer counts once. */
  async consumeRequest(
    tx: EntityManager,
    state: string,
    protocol: Protocol,
    browser: Buffer,
    session: Buffer | null,
  ): Promise<StoredIdentityRequest | null> {
    const parameters = [Buffer.from(state), protocol, browser, session];
    const [request] = await tx.query<StoredIdentityRequest[]>(consumeRequest, parameters);
    return request ?? null;
  }

  async findLink(
    tx: EntityManager,
    { protocol, issuer, subject }: ExternalIdentity,
  ): Promise<{ readonly id: string; readonly account_id: string } | null> {
    const [link] = await tx.query<{ id: string; account_id: string }[]>(selectLink, [protocol, issuer, subject]);
    return link ?? null;
  }

  listLinks(tx: EntityManager, session: Buffer): Promise<StoredIdentityLink[]> {
    return tx.query<StoredIdentityLink[]>(selectLinks, [session]);
  }

  async addLink(
    tx: EntityManager,
    session: Buffer,
    newHash: Buffer,
    id: string,
    { protocol, issuer, subject }: ExternalIdentity,
  ): Promise<SessionRecord | null> {
    const parameters = [...this.authRecords.rules, session, newHash, id, protocol, issuer, subject];
    const [sessionRecord] = await tx.query<SessionRecord[]>(addLink, parameters);
    return sessionRecord ?? null;
  }

  async removeLink(tx: EntityManager, session: Buffer, newHash: Buffer, id: string): Promise<SessionRecord | null> {
    const parameters = [...this.authRecords.rules, session, newHash, id];
    const [sessionRecord] = await tx.query<SessionRecord[]>(removeLink, parameters);
    return sessionRecord ?? null;
  }
}
