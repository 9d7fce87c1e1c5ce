import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { jwtKinds, statusValues } from '#crypto';
import { Database, Refused } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { CoreSettings } from '#service';
import type { StatusPlace } from './status-indices.js';
import { type ServedStatusList, SignedLists } from './signed-lists.js';

/** So many places that are taken, one after the other, are no chance any more. */
const TRIES = 100;

/**
 * Status lists of software statements (Token Status List §4): whoever registered software by a statement learns there that it
 * was revoked, in whichever deployment. Signed by the keys that sign statements, with their plain names.
 */
@Injectable()
export class StatementLists {
  constructor(
    private readonly database: Database,
    private readonly keys: ServerKeys,
    private readonly signed: SignedLists,
    private readonly core: CoreSettings,
  ) {}

  /** Places to try, one after the other, until one is free: at random, in a list of which no more than half is taken. */
  async *candidates(): AsyncGenerator<StatusPlace> {
    const { size } = this.signed;
    const [row] = await this.database.query<{ issued: number }>(
      `select count(*)::int as issued from event where type = 'SoftwareStatementIssued'`,
    );
    const list = Math.floor((row?.issued ?? 0) / (size / 2)) + 1;
    for (let tries = 0; tries < TRIES; tries += 1) yield { list, idx: randomInt(size) };
  }

  /** Where a list is. */
  address(list: number): string {
    return `${this.core.issuer}/directory/status-lists/statements/${list}`;
  }

  /** A list by its number. Throws `Refused('status-list-unknown')` for one that was not begun. */
  async list(list: number): Promise<ServedStatusList> {
    const [begun] = await this.database.query<{ readonly last: number | null }>(
      `select max((${place} ->> 'idx')::int) as last from event
        where type = 'SoftwareStatementIssued' and (${place} ->> 'list')::int = $1`,
      [list],
    );
    if (typeof begun?.last !== 'number') throw new Refused('status-list-unknown');
    const entries = await this.database.query<{ readonly idx: number; readonly status: number }>(
      `select (${place} ->> 'idx')::int as idx, ${statusValues.INVALID} as status from event
        where type = 'SoftwareStatementIssued' and (${place} ->> 'list')::int = $1
          and exists (select 1 from event revoked where revoked.stream = event.stream
            and revoked.type = 'SoftwareStatementRevoked'
            and revoked.data ->> 'jti' = event.data -> 'statement' ->> 'jti')
        order by 1`,
      [list],
    );
    return this.signed.serve(`statements ${list}`, { extent: begun.last + 1, entries }, (claims) =>
      this.sign(list, claims),
    );
  }

  private async sign(list: number, claims: Readonly<Record<string, unknown>>): Promise<string> {
    const whose = { iss: `${this.core.issuer}/directory`, sub: this.address(list) };
    return (await this.keys.sign('ES256', { typ: jwtKinds.statusList.typ }, { ...whose, ...claims })).jwt;
  }
}

const place = `data -> 'statement' -> 'status'`;
