import { createLocalJWKSet, jwtVerify } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import { runDirectory, type RunningDirectory } from './running-directory.js';

const organisation = { legalName: 'Meridian Cloud Services Ltd', lei: '969500MERIDIANCLD082' };
const software = {
  name: 'Quote desk',
  description: 'Requests quotes',
  version: '1.0.0',
  uri: 'http://localhost:3000/buyer',
  environment: 'sandbox',
  roles: ['BUYER'],
  redirectUris: ['http://localhost:3000/buyer/callback'],
};
const newJwk = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });

describe('the directory', () => {
  let directory: RunningDirectory;
  beforeAll(async () => {
    directory = await runDirectory();
  });
  afterAll(() => directory.close());

  const idOf = async (answer: Promise<Response>, name: string): Promise<string> =>
    ((await (await answer).json()) as Record<string, string>)[name]!;
  const enrolled = async (change: object = {}) => {
    const organisationId = await idOf(directory.post('/organisations', organisation), 'organisationId');
    const path = `/organisations/${organisationId}/software`;
    const softwareId = await idOf(directory.post(path, { ...software, ...change }), 'softwareId');
    return { organisationId, softwareId, path: `${path}/${softwareId}` };
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${directory.issuer}/directory${path}`, { headers });

  it('enrols a legal entity once, and answers a repeat with the same member', async () => {
    const first = await directory.post('/organisations', organisation);
    const again = await directory.post('/organisations', organisation);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(await again.json()).toEqual(await first.json());
  });

  it('gives one member to fifty that enrol one legal entity at once', async () => {
    const one = { legalName: 'Racing Networks', lei: '5493001KJTIIGC8Y1R12' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => directory.post('/organisations', one)),
    );
    const ids = await Promise.all(answers.map((answer) => idOf(Promise.resolve(answer), 'organisationId')));
    expect(new Set(ids).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });

  it('refuses the legal entity identifier of a member under another name', async () => {
    await directory.post('/organisations', organisation);
    const answer = await directory.post('/organisations', { ...organisation, legalName: 'Someone else' });
    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ type: 'urn:assent:problem:lei-already-enrolled' });
  });

  it.each([
    [{ lei: '969500MERIDIANCLD083' }, '/lei'],
    [{ legalName: '' }, '/legalName'],
    [{ legalName: 7 }, '/legalName'],
    [{ extra: true }, '/extra'],
  ])('refuses %j, pointing at it', async (change, propertyPath) => {
    const answer = await directory.post('/organisations', { ...organisation, ...change });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ problems: [expect.objectContaining({ propertyPath })] });
  });

  it('hosts the keys of software, for a minute in caches, and tells when they have not changed', async () => {
    const { path } = await enrolled({ name: 'Key desk' });
    const jwk = newJwk();
    expect((await directory.post(`${path}/keys`, { jwk })).status).toBe(201);
    const answer = await get(`${path}/jwks`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    expect(await answer.json()).toMatchObject({ keys: [{ ...jwk, alg: 'ES256', use: 'sig' }] });
    const again = await get(`${path}/jwks`, { 'if-none-match': answer.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('refuses a key that is or was anybody’s', async () => {
    const { path } = await enrolled({ name: 'First desk' });
    const { path: other } = await enrolled({ name: 'Second desk' });
    const jwk = newJwk();
    const { keys } = (await (await directory.post(`${path}/keys`, { jwk })).json()) as {
      keys: { kid: string }[];
    };
    expect((await directory.post(`${other}/keys`, { jwk })).status).toBe(409);
    const key = `${directory.issuer}/directory${path}/keys/${keys[0]?.kid}`;
    expect((await fetch(key, { method: 'DELETE' })).status).toBe(204);
    expect((await directory.post(`${path}/keys`, { jwk })).status).toBe(409);
  });

  it.each(['PS256', 'ES256'])(
    'signs statements with %s under its published keys (RFC 7591 §2.3)',
    async (alg) => {
      const { path, organisationId, softwareId } = await enrolled({ name: `Desk ${alg}` });
      await directory.post(`${path}/keys`, { jwk: newJwk() });
      const answer = await directory.post(`${path}/software-statement`, { alg });
      const { software_statement: jwt } = (await answer.json()) as { software_statement: string };
      const keys = createLocalJWKSet(await (await get('/jwks')).json());
      const { payload, protectedHeader } = await jwtVerify(jwt, keys, {
        issuer: `${directory.issuer}/directory`,
      });
      expect(protectedHeader).toMatchObject({ alg, typ: 'JWT', kid: expect.any(String) });
      expect(payload).toMatchObject({
        software_id: softwareId,
        software_environment: 'sandbox',
        software_roles: ['BUYER'],
        software_redirect_uris: software.redirectUris,
        software_jwks_endpoint: `${directory.issuer}/directory${path}/jwks`,
        org_id: organisationId,
        org_status: 'Active',
        org_lei: organisation.lei,
      });
      expect(payload.exp! - payload.iat!).toBe(3600);
    },
  );

  it('gives no statement without a key, nor to a suspended member', async () => {
    const { path, organisationId } = await enrolled({ name: 'Late desk' });
    expect((await directory.post(`${path}/software-statement`, {})).status).toBe(409);
    await directory.post(`${path}/keys`, { jwk: newJwk() });
    const suspension = `${directory.issuer}/directory/organisations/${organisationId}/suspension`;
    const headers = { 'content-type': 'application/json' };
    await fetch(suspension, { method: 'PUT', headers, body: JSON.stringify({ reason: 'fees' }) });
    const answer = await directory.post(`${path}/software-statement`, {});
    expect(await answer.json()).toMatchObject({ type: 'urn:assent:problem:organisation-suspended' });
    expect((await directory.post(`/organisations/${organisationId}/reinstatement`, {})).status).toBe(200);
    expect((await directory.post(`${path}/software-statement`, {})).status).toBe(201);
  });

  it('knows software only under its own organisation', async () => {
    const { softwareId } = await enrolled();
    const body = { legalName: 'Other Networks', lei: '254900MERIDIANCLDS79' };
    const other = await idOf(directory.post('/organisations', body), 'organisationId');
    expect((await get(`/organisations/${other}/software/${softwareId}`)).status).toBe(404);
  });

  it('shows the register to people, with what others wrote as text', async () => {
    await enrolled({ name: '<script>alert(1)</script>' });
    const answer = await get('');
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const markup = await answer.text();
    expect(markup).toContain(organisation.lei);
    expect(markup).toContain('&lt;script&gt;alert(1)');
  });

  it('takes no changes from pages of another origin, nor through a proxy', async () => {
    const fromPage = await directory.post('/organisations', organisation, { origin: 'https://evil.example' });
    expect(fromPage.status).toBe(403);
    const throughProxy = await directory.post('/organisations', organisation, {
      'x-forwarded-for': '127.0.0.1',
    });
    expect(throughProxy.status).toBe(401);
  });
});

describe('a directory with a token', () => {
  let directory: RunningDirectory;
  beforeAll(async () => {
    directory = await runDirectory({ ASSENT_DIRECTORY_TOKEN: 'a-long-generated-secret' });
  });
  afterAll(() => directory.close());

  it.each([
    [undefined, 401],
    ['Bearer something else', 401],
    ['Bearer a-long-generated-secret', 201],
  ])('answers authorization “%s” with %i', async (authorization, status) => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    expect((await directory.post('/organisations', organisation, headers)).status).toBe(status);
  });
});
