import { signKeyBinding, signVpJwt } from './present-credential.js';
import { verifyPresentation } from './presentation.js';
import { verifyCredential } from './verify-credential.js';
import {
  at,
  documentOf,
  factsOf,
  makeParty,
  now,
  type Party,
  resolverOf,
  sdJwtOf,
  vcOf,
} from './credentials.fixture.js';

const asked = { audience: 'https://seller.example', nonce: 'n-1', now };

describe('a Legal Entity credential', () => {
  let directory: Party;
  let member: Party;
  beforeAll(async () => {
    directory = await makeParty('did:web:directory.example:directory', 'PS256');
    member = await makeParty('did:web:buyer.example');
  });
  const policy = () => ({
    now,
    resolve: resolverOf({ [directory.did]: documentOf(directory), [member.did]: documentOf(member) }),
  });
  const presented = { audiences: ['https://seller.example'], nonce: 'n-1' };

  it.each([
    ['vc+jwt', vcOf],
    ['dc+sd-jwt', sdJwtOf],
  ] as const)('as %s says who the Legal Entity is (MEF 128 R6, R7)', async (form, issue) => {
    const credential = await verifyCredential(await issue(directory, factsOf(directory, member)), policy());
    expect(credential).toMatchObject({
      form,
      id: 'https://directory.example/directory/credentials/1',
      issuer: directory.did,
      subject: member.did,
      lei: '5493001KJTIIGC8Y1R12',
      legalName: 'Buyer Networks Ltd',
      status: { idx: 7 },
      validFrom: at(-60),
      validUntil: at(3600),
      mayIssue: false,
    });
  });

  it('is presented by its holder as a VP-JWT (MEF 128 R11)', async () => {
    const vc = await vcOf(directory, factsOf(directory, member));
    const vp = await signVpJwt(member.key, member.did, [vc], asked);
    const { form, holder, credential } = await verifyPresentation(vp, { ...policy(), ...presented });
    expect([form, holder, credential.lei]).toEqual(['vp+jwt', member.did, '5493001KJTIIGC8Y1R12']);
  });

  it('is presented by its holder as an SD-JWT with a KB-JWT (RFC 9901 §4.3)', async () => {
    const sdJwt = await sdJwtOf(directory, factsOf(directory, member));
    const text = await signKeyBinding(member.key, sdJwt, asked);
    const { form, holder, credential } = await verifyPresentation(text, { ...policy(), ...presented });
    expect([form, holder, credential.legalName]).toEqual(['kb+jwt', member.did, 'Buyer Networks Ltd']);
  });
});
