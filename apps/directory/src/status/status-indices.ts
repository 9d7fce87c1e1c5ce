import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { SettingValues } from '#service';
import { CredentialReader } from '../credentials/credential-reader.js';
import { directorySettings } from '../directory.settings.js';

/** One place in one list. */
export interface StatusPlace {
  readonly list: number;
  readonly idx: number;
}

/** So many places in a row that are taken show a list that is about half full; then the next one is begun. */
const TRIES = 10;

/** Lists that others may have begun, and filled, since we looked. */
const AHEAD = 4;

/**
 * Places for new credentials: at random, so that an index tells nothing of when or for whom it was given (Token Status List
 * §12.3). Whoever takes one claims it for ever, so that none is given twice.
 */
@Injectable()
export class StatusIndices {
  constructor(
    private readonly reader: CredentialReader,
    @Inject(directorySettings.token)
    private readonly settings: SettingValues<typeof directorySettings.specs>,
  ) {}

  /** Places to try, one after the other, until one is free. */
  async *candidates(): AsyncGenerator<StatusPlace> {
    const newest = await this.reader.newestList();
    for (let list = newest; list <= newest + AHEAD; list += 1)
      for (let tries = 0; tries < TRIES; tries += 1)
        yield { list, idx: randomInt(this.settings.statusListSize) };
  }
}
