import { encryptSecrets } from '../sealed-secrets.js';
import { newSecret } from '../secrets.js';
import { claim, inner, type Row, secretsOf, withClaims } from './attack.js';

/** What does not have, or not bring, the secrets that it should. */
export const notTheSecret: readonly Row[] = [
  [
    'a guessed previous secret',
    'wrong-secret',
    inner(() => ({ previous_secret: newSecret(), new_secret: newSecret() })),
  ],
  [
    'the secret of the exchange before',
    'wrong-secret',
    inner(({ talk }) => ({ previous_secret: talk.secrets[1]!, new_secret: newSecret() })),
  ],
  [
    'another new secret than the one it commits to',
    'uncommitted-secret',
    inner(({ talk }) => ({ previous_secret: talk.secrets[2]!, new_secret: newSecret() })),
  ],
  [
    'the old secret as the new one',
    'uncommitted-secret',
    inner(({ talk }) => ({ previous_secret: talk.secrets[2]!, new_secret: talk.secrets[2]! })),
  ],
  ['a proof of nothing', 'unproven-secret', claim({ previous_secret_proof: newSecret() })],
  ['a spent secret that was never one', 'wrong-spent-secret', claim({ spent_secret: newSecret() })],
  [
    'secrets for somebody else',
    'secrets-unreadable',
    async (honest, { talk, mallory }) =>
      withClaims(honest, talk.buyer, {
        secrets: await encryptSecrets(
          { previous_secret: talk.secrets[2]!, new_secret: newSecret() },
          mallory.recipient,
        ),
      }),
  ],
  [
    'secrets of another conversation',
    'wrong-secret',
    async (honest, { talk, other }) => {
      const secrets = secretsOf(await other.compose('buyer', {}));
      return withClaims(honest, talk.buyer, { secrets });
    },
  ],
  [
    'secrets that were edited',
    'secrets-unreadable',
    async (honest, { talk }) => {
      const secrets = secretsOf(honest);
      const parts = secrets.split('.');
      return withClaims(honest, talk.buyer, {
        secrets: [...parts.slice(0, 3), newSecret(), parts[4]].join('.'),
      });
    },
  ],
];
