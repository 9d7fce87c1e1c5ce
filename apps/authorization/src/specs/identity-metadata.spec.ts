import { didWebOf } from '#crypto';
import { ISSUER, RunningAuthorization } from './running-authorization.js';

const trust = 'did:web:trust.example';

describe('what discovery says of registration (MEF 128 R13 of §6.3)', () => {
  const discovered = async (policy?: object) => {
    const running = await RunningAuthorization.start(
      policy && { ASSENT_REGISTRATION_POLICY: JSON.stringify(policy) },
    );
    const { text } = await running.browser().get('/.well-known/oauth-authorization-server');
    await running.stop();
    const { meflso_legal_entity_presentation: presentation, ...others } = JSON.parse(text) as Record<
      string,
      object
    >;
    return { presentation, others };
  };

  it('is where the nonce of a presentation is to be had, and that nobody needs one', async () => {
    const { presentation, others } = await discovered();
    expect(others['meflso_registration_challenge_endpoint']).toBe(`${ISSUER}/register/challenge`);
    expect(presentation).toEqual({
      formats_supported: ['vp+jwt', 'dc+sd-jwt'],
      credential_types_supported: ['LegalEntityCredential', 'urn:assent:vct:legal-entity:1'],
      signing_alg_values_supported: ['PS256', 'ES256', 'EdDSA'],
      anchors: [didWebOf(`${ISSUER}/directory`)],
      required: {},
    });
  });

  it('is what the policy asks: of whom, whose word counts, and which claims', async () => {
    const { presentation } = await discovered({
      version: '1',
      anchors: [trust, 'did:web:other.example'],
      rules: [
        { rule: 'require-legal-entity-credential', profiles: ['mef-128'], anchors: [trust] },
        { rule: 'require-claims', claims: ['legalName'], profiles: ['mef-128', 'fapi2'] },
        { rule: 'refuse-organisations', leis: ['5493001KJTIIGC8Y1R12'] },
      ],
    });
    expect(presentation).toMatchObject({
      anchors: [trust, 'did:web:other.example'],
      required: {
        'mef-128': { anchors: [trust], claims: ['legalName'] },
        fapi2: { anchors: [trust, 'did:web:other.example'], claims: ['legalName'] },
      },
    });
    // Whom the Seller does not want is nobody's business.
    expect(JSON.stringify(presentation)).not.toContain('5493001KJTIIGC8Y1R12');
  });
});
