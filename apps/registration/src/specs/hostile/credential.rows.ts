import { type CredentialFacts, signJwt, signKeyBinding, signVpJwt, statusValues, vcClaims } from '#crypto';
import { OTHER_LEI, type Party } from '../legal-entity-world.js';
import { type Row, row, type Stage } from './row.js';

const presented = ({ world, asked }: Stage, credentials: readonly string[], by: Party = world.buyer) =>
  signVpJwt(by.key, by.did, credentials, asked);
/** An honest presentation of a credential that states something else. */
const stating = async (stage: Stage, change: Partial<CredentialFacts>, by?: Party): Promise<string> =>
  presented(stage, [await stage.world.credential(stage.world.facts(change), by)]);
/** The same of one whose claims are changed. */
const claiming = async (stage: Stage, change: object): Promise<string> => {
  const { world } = stage;
  const claims = { ...vcClaims(world.facts()), ...change };
  return presented(stage, [await signJwt(world.issuer.key, 'vc+jwt', claims)]);
};
const withStatus = (title: string, reason: string, status: number): Row =>
  row(title, reason, async (stage) => {
    const facts = stage.world.facts();
    stage.world.list.set(facts.status.idx, status);
    stage.registration.advance(stage.world.ttl + 1); // the copy of the list that is known is of before
    return presented(stage, [await stage.world.credential(facts)]);
  });
const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();

/** The credential, its subject, its issuer and its status (MEF 128 R6 to R10). */
export const credentialRows: readonly Row[] = [
  row('of another Legal Entity', 'presentation-of-other-entity', (stage) =>
    stating(stage, { lei: OTHER_LEI }),
  ),
  row('of an LEI with wrong check digits', 'presentation-not-valid: lei-invalid', (stage) =>
    stating(stage, { lei: '969500MERIDIANCLD083' }),
  ),
  row('of no LEI', 'presentation-not-valid: lei-missing', (stage) =>
    claiming(stage, { credentialSubject: { id: stage.world.buyer.did } }),
  ),
  row('of a credential of another subject', 'presentation-not-valid: holder-is-not-subject', (stage) =>
    stating(stage, { subject: stage.world.stranger.did }),
  ),
  row('by a holder whose key is not the one of the client', 'presentation-by-other-key', async (stage) => {
    const { stranger } = stage.world;
    const facts = stage.world.facts({ subject: stranger.did });
    return presented(stage, [await stage.world.credential(facts)], stranger);
  }),
  row(
    'by the key that a credential names, which is not the one of the client',
    'presentation-by-other-key',
    async ({ world, asked }) => {
      const { keys } = JSON.parse(await (await fetch(`${world.framework.url}/jwks`)).text()) as {
        keys: object[];
      };
      const { kty, n, e } = keys[0] as { kty: string; n: string; e: string };
      const { key } = world.framework;
      const sdJwt = await world.sdJwt(world.facts({ holderKey: { kty, n, e } }));
      return signKeyBinding({ alg: 'PS256', kid: key.kid, privateKey: key.privateKey }, sdJwt, asked);
    },
  ),
  row('of a credential that nobody accepted issued', 'presentation-not-valid: issuer-unknown', (stage) =>
    stating(stage, { issuer: stage.world.stranger.did }, stage.world.stranger),
  ),
  row('of a credential that the holder issued itself', 'presentation-not-valid: issuer-unknown', (stage) =>
    stating(stage, { issuer: stage.world.buyer.did }, stage.world.buyer),
  ),
  row(
    'of an issuer whose own credential lets it speak for itself alone (R8)',
    'presentation-not-valid: issuer-not-accredited',
    async (stage) => {
      const { world } = stage;
      const own = await world.credential(world.facts({ subject: world.stranger.did, lei: OTHER_LEI }));
      const facts = world.facts({ issuer: world.stranger.did });
      return presented(stage, [await world.credential(facts, world.stranger), own]);
    },
  ),
  row(
    'of a credential under the name of an accepted issuer, by another key',
    'presentation-not-valid: invalid-signature',
    (stage) => {
      const { issuer, stranger } = stage.world;
      return stating(stage, {}, { ...issuer, key: { ...stranger.key, kid: issuer.key.kid } });
    },
  ),
  row('of a credential that has expired', 'presentation-not-valid: expired', (stage) =>
    stating(stage, { validUntil: soon(-60) }),
  ),
  row('of a credential that is not valid yet', 'presentation-not-valid: not-yet-valid', (stage) =>
    stating(stage, { validFrom: soon(86_400), validUntil: soon(100_000) }),
  ),
  withStatus(
    'of a credential that was revoked (R10)',
    'presentation-not-valid: status-invalid',
    statusValues.INVALID,
  ),
  withStatus(
    'of a credential that is suspended (R10)',
    'presentation-not-valid: status-suspended',
    statusValues.SUSPENDED,
  ),
  withStatus('of a credential whose status has no name', 'presentation-not-valid: status-unknown', 3),
  row('of a credential without a status (R6)', 'presentation-not-valid: status-missing', (stage) =>
    claiming(stage, { status: undefined }),
  ),
  row(
    'of a credential with a status of another kind (R10)',
    'presentation-not-valid: status-unsupported',
    (stage) => claiming(stage, { credentialStatus: { type: 'BitstringStatusListEntry' } }),
  ),
  row(
    'of a place that the status list does not have',
    'presentation-not-valid: status-out-of-range',
    (stage) => stating(stage, { status: { uri: `${stage.world.framework.url}/status`, idx: 1_000_000 } }),
  ),
  row('of a status list that is not there', 'presentation-unverifiable: no-connection', (stage) =>
    stating(stage, { status: { uri: 'http://127.0.0.1:1/status', idx: 1 } }),
  ),
  row(
    'of a status list at an address of the inside (SSRF)',
    'presentation-unverifiable: forbidden-address',
    (stage) => stating(stage, { status: { uri: 'http://169.254.169.254/status', idx: 1 } }),
  ),
  row('of a status list that is something else', 'presentation-unverifiable: not-a-status-list', (stage) =>
    stating(stage, { status: { uri: `${stage.world.framework.url}/jwks`, idx: 1 } }),
  ),
  row(
    'of a holder at an address of the inside (SSRF)',
    'presentation-unverifiable: forbidden-address',
    async (stage) => {
      const inside = { ...stage.world.buyer, did: 'did:web:10.0.0.1' };
      const facts = stage.world.facts({ subject: inside.did });
      return presented(stage, [await stage.world.credential(facts)], inside);
    },
  ),
  row('of a credential without an id (R9)', 'presentation-not-valid: missing-claim', (stage) =>
    claiming(stage, { id: undefined }),
  ),
  row('of a credential that is a JWT of another kind', 'presentation-not-valid: wrong-kind', async (stage) =>
    presented(stage, [await stage.world.credential(stage.world.facts(), stage.world.issuer, 'JWT')]),
  ),
  row('of no credential', 'presentation-not-valid: presentation-empty', (stage) => presented(stage, [])),
  row('of fifty credentials', 'presentation-not-valid: too-many-credentials', async (stage) =>
    presented(
      stage,
      Array.from({ length: 50 }, () => 'a.b.c'),
    ),
  ),
  row(
    'that does not disclose what the Seller wants to see',
    'presentation-lacks-claim: legalName',
    async ({ world, asked }) => {
      const [jwt] = (await world.sdJwt()).split('~');
      return signKeyBinding(world.buyer.key, `${jwt}~`, asked);
    },
  ),
];
