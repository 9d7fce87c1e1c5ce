import { StandingWatch } from '../standing/standing-watch.js';
import { CertifiedSoftware } from './certified-software.js';
import { runRegistration, type RunningRegistration } from './running-registration.js';

describe('a certificate of a key that a client publishes', () => {
  let registration: RunningRegistration;
  let software: CertifiedSoftware;
  beforeAll(async () => {
    registration = await runRegistration({}, { ASSENT_STANDING_INTERVAL: '600000' });
    software = await CertifiedSoftware.of(registration.framework);
  });
  afterAll(() => registration.close());

  const watch = async (seconds = 120) => {
    registration.advance(seconds);
    await registration.app.get(StandingWatch, { strict: false }).run();
  };
  const register = async () => {
    const { url } = registration.framework;
    const iat = Math.floor(registration.now().getTime() / 1000);
    const change = { software_jwks_endpoint: `${url}/certified`, iat, exp: iat + 600 };
    return registration.register({ software_statement: await registration.framework.statement(change) });
  };
  const standing = async ({ body }: Awaited<ReturnType<typeof register>>) =>
    (await registration.manage('GET', String(body['client_id']), String(body['registration_access_token'])))
      .body;

  it('is asked for by the list of its issuer: on hold, the client is suspended; taken off it, reinstated', async () => {
    const client = await register();
    const { serial, id } = software.certificate;
    software.revoked.push({ serial, revokedAt: new Date(), reason: 'certificateHold' });
    await watch();
    expect(await standing(client)).toMatchObject({
      meflso_suspension: { causes: [{ kind: 'certificate', id, reason: 'certificate-revoked' }] },
    });
    software.revoked.length = 0;
    await watch();
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
  });

  it('is followed where it is renewed: what is revoked then suspends the client as well', async () => {
    const client = await register();
    await software.renew();
    await watch(700); // a key set is read anew after ten minutes
    const { serial, id } = software.certificate;
    software.revoked.push({ serial, revokedAt: new Date(), reason: 'certificateHold' });
    await watch();
    expect(await standing(client)).toMatchObject({
      meflso_suspension: { causes: [{ kind: 'certificate', id, reason: 'certificate-revoked' }] },
    });
    const types = (await registration.eventsOf(String(client.body['client_id']))).map(({ type }) => type);
    expect(types).toEqual([
      'ClientRegistered',
      'RegistrationPolicyApplied',
      'ClientCertificatesNoted',
      'ClientSuspended',
    ]);
    software.revoked.length = 0;
    await watch();
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
  });

  it('that was superseded suspends nobody, since nothing speaks against its key (RFC 5280 §5.3.1)', async () => {
    const client = await register();
    const { serial } = software.certificate;
    software.revoked.push({ serial, revokedAt: new Date(), reason: 'superseded' });
    await watch();
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
    software.revoked.length = 0;
  });

  it('whose list cannot be read suspends nobody', async () => {
    const client = await register();
    software.reachable = false;
    await watch();
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
    software.reachable = true;
  });

  it('that is revoked makes no client', async () => {
    const { serial } = software.certificate;
    software.revoked.push({ serial, revokedAt: new Date(), reason: 'keyCompromise' });
    registration.advance(120);
    expect(await register()).toMatchObject({ status: 400, body: { error: 'unapproved_software_statement' } });
  });
});
