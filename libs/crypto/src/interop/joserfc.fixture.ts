import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { JWK } from 'jose';

/** From `dist/libs/crypto/src/interop` to the root of the repository. */
const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const script = `${root}libs/crypto/src/interop/joserfc_peer.py`;

const python = ['python3', `${root}.cache/joserfc/bin/python`].find(
  (program) => spawnSync(program, ['-c', 'import joserfc']).status === 0,
);

export const noJoserfc = (): string | undefined =>
  python === undefined
    ? 'there is no joserfc (python3 -m venv .cache/joserfc && .cache/joserfc/bin/pip install joserfc==1.8.0)'
    : undefined;

/** Something that joserfc is to read or to write. */
export interface Job {
  readonly kind: 'jws' | 'detached' | 'jwe' | 'nested';
  readonly key: Readonly<JWK>;
  readonly alg: string;
  readonly enc?: string;
  readonly kid?: string;
  readonly token?: string;
  readonly body?: string;
  readonly signer?: Readonly<JWK>;
}

interface Answers {
  readonly read: readonly { readonly content?: string; readonly error?: string }[];
  readonly write: readonly string[];
}

/** One run of Python for all jobs. */
export const askJoserfc = (jobs: {
  readonly read: readonly Job[];
  readonly write: readonly Job[];
}): Answers => {
  const { status, stdout, stderr } = spawnSync(python!, [script], {
    input: JSON.stringify(jobs),
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`joserfc failed: ${stderr}`);
  return JSON.parse(stdout) as Answers;
};
