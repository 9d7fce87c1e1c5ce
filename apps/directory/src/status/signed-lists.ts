import { Inject, Injectable } from '@nestjs/common';
import { sha256Base64url, StatusList } from '#crypto';
import { Clock } from '#event-sourcing';
import type { SettingValues } from '#service';
import type { ListContent } from '../credentials/credential-reader.js';
import { directorySettings } from '../directory.settings.js';

/** A signed list, as it is served. */
export interface ServedStatusList {
  readonly token: string;
  readonly etag: string;
}

interface KnownList {
  /** What the list says, without its times. */
  readonly statuses: string;
  readonly signedAt: number;
  readonly served: Promise<ServedStatusList>;
}

/** Signs the claims of a Status List Token (Token Status List §5.1), beside those that say whose list it is. */
export type SignList = (claims: Readonly<Record<string, unknown>>) => Promise<string>;

/** VALID, INVALID and SUSPENDED need two bits. */
const BITS = 2;

/**
 * Status Lists as they are served: signed anew when a status has changed, and half way through their `ttl`, so that whoever
 * asks gets one that is fresh for a while.
 */
@Injectable()
export class SignedLists {
  private readonly known = new Map<string, KnownList>();

  constructor(
    private readonly clock: Clock,
    @Inject(directorySettings.token)
    private readonly settings: SettingValues<typeof directorySettings.specs>,
  ) {}

  /** Entries of a list that is begun now. */
  get size(): number {
    return this.settings.statusListSize;
  }

  /** `name` tells one list from others. */
  async serve(name: string, content: ListContent, sign: SignList): Promise<ServedStatusList> {
    const statuses = JSON.stringify(content);
    const known = this.known.get(name);
    const signedAt = this.clock.now().getTime();
    const fresh = known?.statuses === statuses && signedAt - known.signedAt < this.settings.statusTtl * 500;
    if (known && fresh) return known.served;
    const served = this.sign(content, sign);
    this.known.set(name, { statuses, signedAt, served });
    served.catch(() => this.known.delete(name));
    return served;
  }

  private async sign({ extent, entries }: ListContent, sign: SignList): Promise<ServedStatusList> {
    const { statusTtl: ttl, statusListSize } = this.settings;
    // A list that was begun when lists were larger stays as large.
    const statuses = StatusList.ofSize(BITS, Math.max(statusListSize, extent));
    for (const { idx, status } of entries) statuses.set(idx, status);
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const times = { iat, exp: iat + Math.max(10 * ttl, 600), ttl };
    const token = await sign({ ...times, status_list: await statuses.encode() });
    return { token, etag: `"${sha256Base64url(token)}"` };
  }
}
