import { createHmac, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import type { SettingValues } from '#service';
import { auditSettings } from '../audit.settings.js';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Compares with the operator's password, which is kept as an argon2id hash only. */
@Injectable()
export class OperatorPassword {
  private readonly known: Promise<string | undefined>;
  // What matched before is known by a keyed hash of this process, since every request carries the password again.
  private readonly key = randomBytes(32);
  private matched?: string;

  constructor(@Inject(auditSettings.token) { operatorPassword }: SettingValues<typeof auditSettings.specs>) {
    this.known = hashed(operatorPassword);
  }

  async matches(password: string): Promise<boolean> {
    const digest = createHmac('sha256', this.key).update(password).digest('base64');
    if (digest === this.matched) return true;
    const known = await this.known;
    const matches = known !== undefined && (await verify(known, password));
    if (matches) this.matched = digest;
    return matches;
  }
}

const hashed = async (setting: string): Promise<string | undefined> => {
  if (setting === '') return undefined;
  return setting.startsWith('$argon2id$') ? setting : hash(setting, cost);
};
