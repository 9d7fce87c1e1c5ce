import { Injectable } from '@nestjs/common';
import { jwtKinds, type Claims, parseJws, Untrusted } from '#crypto';
import { Clock } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { Catalogue } from './catalogue.js';

/** What was found out about a statement. */
export interface StatementReading {
  readonly claims?: Claims;
  readonly findings: readonly { readonly good: boolean; readonly text: string }[];
}

/** Reads software statements of this directory for people, with what speaks for and against them. */
@Injectable()
export class StatementReader {
  constructor(
    private readonly keys: ServerKeys,
    private readonly catalogue: Catalogue,
    private readonly clock: Clock,
  ) {}

  async read(jwt: string): Promise<StatementReading> {
    try {
      parseJws(jwt);
    } catch {
      return { findings: [{ good: false, text: 'This is no compact JWT' }] };
    }
    try {
      const { claims } = await this.keys.verify(jwt, jwtKinds.softwareStatement);
      return { claims, findings: [...signed, ...this.inTime(claims), ...(await this.revoked(claims))] };
    } catch (problem) {
      if (!(problem instanceof Untrusted)) throw problem;
      return { findings: [{ good: false, text: `It was not signed here (${problem.reason})` }] };
    }
  }

  private inTime({ exp = 0 }: Claims): StatementReading['findings'] {
    const good = exp * 1000 > this.clock.now().getTime();
    return [{ good, text: good ? 'It has not expired' : 'It has expired' }];
  }

  private async revoked({ jti, ...claims }: Claims): Promise<StatementReading['findings']> {
    const known = await this.catalogue.softwareById(String(claims['software_id']));
    const found = known?.revokedStatements?.find((each) => each.jti === jti);
    const text = found ? `It was revoked (${found.reason.replaceAll('-', ' ')})` : 'It was not revoked';
    return [{ good: !found, text }];
  }
}

const signed = [{ good: true, text: 'It was signed by a key of this directory' }];
