import { Refused } from '#event-sourcing';
import { ResourceServer } from './authorize.js';
import { allGood, clock, issuer, makeIssuer, replicasOf, resource } from './tokens.fixture.js';
import { replicaStanding } from './standing.js';

const thumbprint = 'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0';
const cnf = { 'x5t#S256': thumbprint };
const protection = { scope: 'createQuote', resourceToken: true } as const;

describe('a token that is bound to a certificate (RFC 8705 §3)', () => {
  let own: Awaited<ReturnType<typeof makeIssuer>>;
  let server: ResourceServer;
  beforeAll(async () => {
    own = await makeIssuer();
    const standing = replicaStanding(replicasOf(allGood), clock);
    server = new ResourceServer({ issuer, resource, keys: own.keys, clock, standing });
  });

  const cause = async (access: unknown, of: unknown, shown?: string): Promise<unknown> => {
    const accessToken = await own.access(access === undefined ? {} : { cnf: access });
    const resourceToken = await own.resourceToken(accessToken, of === undefined ? {} : { cnf: of });
    const rawHeaders = ['Authorization', `Bearer ${accessToken}`, 'Resource-Token', resourceToken];
    const certificate = shown === undefined ? undefined : { thumbprint: shown };
    try {
      return (await server.authorize({ rawHeaders, certificate }, protection)).clientId;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      expect(error.reason).toBe('invalid-credentials');
      return error.detail.cause;
    }
  };

  it.each([
    ['is good with that certificate', cnf, cnf, thumbprint, 'buyer'],
    ['is refused without a certificate', cnf, cnf, undefined, 'missing-certificate'],
    ['is refused with another', cnf, cnf, thumbprint.replace('A4', 'B4'), 'wrong-certificate'],
    [
      'is refused when only the access token is of this one',
      cnf,
      { 'x5t#S256': 'x' },
      thumbprint,
      'wrong-certificate',
    ],
    [
      'is refused when only the resource token is of this one',
      { 'x5t#S256': 'x' },
      cnf,
      thumbprint,
      'wrong-certificate',
    ],
    ['is bound by its resource token alone as well', undefined, cnf, undefined, 'missing-certificate'],
    ['that is not bound is good with a certificate', undefined, undefined, thumbprint, 'buyer'],
    [
      'is refused where it is bound to a key (RFC 9449 §6)',
      { jkt: 'x' },
      cnf,
      thumbprint,
      'unknown-confirmation',
    ],
    [
      'is refused where it is bound to a key too',
      { ...cnf, jkt: 'x' },
      cnf,
      thumbprint,
      'unknown-confirmation',
    ],
    ['is refused where it is bound to nothing', {}, cnf, thumbprint, 'unknown-confirmation'],
    ['is refused where it is bound to a number', { 'x5t#S256': 1 }, cnf, thumbprint, 'unknown-confirmation'],
    ['is refused where it says so in a way of its own', thumbprint, cnf, thumbprint, 'unknown-confirmation'],
    ['is refused where it says null', null, cnf, thumbprint, 'unknown-confirmation'],
  ] as const)('%s', async (_title, access, of, shown, expected) => {
    expect(await cause(access, of, shown)).toBe(expected);
  });

  it('is refused when the issuer of the certificate has taken that back', async () => {
    const standing = replicaStanding(replicasOf(allGood), clock);
    const isRevoked = async ({ thumbprint: shown }: { readonly thumbprint: string }) => shown === thumbprint;
    const judging = new ResourceServer({ issuer, resource, keys: own.keys, clock, standing, isRevoked });
    const rawHeaders = ['Authorization', `Bearer ${await own.access({ cnf })}`];
    const certificate = { thumbprint, chain: [new Uint8Array([1])] };
    await expect(
      judging.authorize({ rawHeaders, certificate }, { scope: 'createQuote' }),
    ).rejects.toMatchObject({ reason: 'invalid-credentials', detail: { cause: 'certificate-revoked' } });
  });
});
