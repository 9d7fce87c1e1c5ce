import { Untrusted } from '../untrusted.js';
import { type CredentialFacts } from './issue-credential.js';
import {
  at,
  documentOf,
  factsOf,
  makeParty,
  now,
  type Party,
  reasonFor,
  resolverOf,
  vcOf,
} from './credentials.fixture.js';
import { type TrustPolicy, verifyIssuers } from './issuer-chain.js';
import { verifyCredential } from './verify-credential.js';

/** A chain of issuers, each with a credential of the one before it: the first is the anchor, the last is a member. */
let parties: Party[];
let documents: Record<string, unknown>;
beforeAll(async () => {
  const names = ['anchor', 'first', 'second', 'third', 'fourth', 'member'];
  parties = await Promise.all(names.map((name) => makeParty(`did:web:${name}.example`)));
  documents = Object.fromEntries(parties.map((party) => [party.did, documentOf(party)]));
});

const accredited = { mayIssue: true };
const issued = (from: number, to: number, change: Partial<CredentialFacts> = {}) =>
  vcOf(
    parties[from]!,
    factsOf(parties[from]!, parties[to]!, { id: `urn:credential:${from}:${to}`, ...change }),
  );

/** Verifies what one party issued to another, with the credentials of issuers that others publish. */
const verify = async (
  credential: string,
  published: readonly string[] = [],
  change: Partial<TrustPolicy> = {},
) => {
  const base = { now, resolve: resolverOf(documents) };
  const found = await Promise.all(
    published.map((text) => verifyCredential(text, base).catch(() => undefined)),
  );
  const policy: TrustPolicy = {
    ...base,
    anchors: [parties[0]!.did],
    assertStatus: async () => undefined,
    credentialOf: async (issuer) => published[found.findIndex((one) => one?.subject === issuer)],
    ...change,
  };
  return verifyIssuers(await verifyCredential(credential, base), policy);
};
const revoked =
  (id: string) =>
  async ({ uri }: { readonly uri: string }) => {
    if (uri === id) throw new Untrusted('status-invalid');
  };
const listed = (uri: string) => ({ status: { uri, idx: 1 } });

describe('the issuers of a credential (MEF 128 R8)', () => {
  it('are none between it and an accepted issuer', async () => {
    expect(await verify(await issued(0, 5))).toEqual([]);
  });

  it('are each credited by the next, up to an accepted one', async () => {
    const published = [
      await issued(0, 1, accredited),
      await issued(1, 2, accredited),
      await issued(2, 3, accredited),
    ];
    const chain = await verify(await issued(3, 5), published);
    expect(chain.map(({ id }) => id)).toEqual([
      'urn:credential:2:3',
      'urn:credential:1:2',
      'urn:credential:0:1',
    ]);
  });

  it('are taken from what the holder presents, before anyone is asked', async () => {
    const presented = [await issued(0, 1, accredited)];
    const chain = await verify(await issued(1, 5), [], { presented });
    expect(chain.map(({ subject }) => subject)).toEqual([parties[1]!.did]);
  });

  const hostile: Record<string, [() => Promise<unknown>, string]> = {
    'an issuer without a credential': [async () => verify(await issued(1, 5)), 'issuer-unknown'],
    'a member that issues as if it were accredited': [
      async () => verify(await issued(1, 5), [await issued(0, 1)]),
      'issuer-not-accredited',
    ],
    'a chain of four issuers': [
      async () => {
        const steps = [0, 1, 2, 3].map((from) => issued(from, from + 1, accredited));
        return verify(await issued(4, 5), await Promise.all(steps));
      },
      'chain-too-deep',
    ],
    'an issuer that credits itself': [
      async () => verify(await issued(1, 5), [await issued(1, 1, accredited)]),
      'chain-loops',
    ],
    'two issuers that credit each other': [
      async () =>
        verify(await issued(1, 5), [await issued(2, 1, accredited), await issued(1, 2, accredited)]),
      'chain-loops',
    ],
    'an issuer whose credential is of another': [
      async () => verify(await issued(1, 5), [], { credentialOf: async () => issued(0, 2, accredited) }),
      'issuer-unknown',
    ],
    'an issuer whose credential has expired': [
      async () =>
        verify(await issued(1, 5), [], {
          credentialOf: async () => issued(0, 1, { ...accredited, validUntil: at(-60) }),
        }),
      'expired',
    ],
    'an issuer whose credential was revoked': [
      async () =>
        verify(await issued(1, 5), [await issued(0, 1, { ...accredited, ...listed('urn:list:0') })], {
          assertStatus: revoked('urn:list:0'),
        }),
      'status-invalid',
    ],
    'a credential that was revoked, of an accepted issuer': [
      async () =>
        verify(await issued(0, 5, listed('urn:list:9')), [], { assertStatus: revoked('urn:list:9') }),
      'status-invalid',
    ],
    'a credential that could not be revoked (R6)': [
      async () => {
        const claims = factsOf(parties[0]!, parties[5]!);
        return verify(await vcOf(parties[0]!, claims, { status: undefined }));
      },
      'status-missing',
    ],
    'accepted issuers that are none': [
      async () => verify(await issued(0, 5), [], { anchors: [] }),
      'issuer-unknown',
    ],
  };

  it.each(Object.keys(hostile))('are refused: %s', async (name) => {
    const [attempt, reason] = hostile[name]!;
    expect(await reasonFor(attempt)).toBe(reason);
  });
});
