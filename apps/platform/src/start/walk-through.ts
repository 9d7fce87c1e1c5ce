import { join } from 'node:path';
import { walk, type WalkState } from '../../../buyer/src/index.js';
import type { SandboxPerson } from './sandbox-secrets.js';

export interface WalkThrough {
  readonly origin: string;
  /** Data folder of the sandbox; the Buyer has a folder of its own in it. */
  readonly folder: string;
  readonly secrets: { readonly person: SandboxPerson };
}

/** The sample Buyer walks the ten steps against a running sandbox, in words on standard output. */
export const walkThrough = (
  { origin, folder, secrets }: WalkThrough,
  options: { readonly quoteFile?: string; readonly log?: (line: string) => void } = {},
): Promise<WalkState> => walk({ origin, person: secrets.person, folder: join(folder, 'buyer'), ...options });
