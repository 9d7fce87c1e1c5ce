import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { didWebOf } from '#crypto';
import { flow } from '#testing';
import { walk, type WalkState } from '../../../../buyer/src/index.js';
import type { SandboxPerson } from '../../start/sandbox-secrets.js';
import { startTestPlatform, type TestPlatform } from '../test-platform.js';

const run = promisify(execFile);

const wanting = {
  ASSENT_DIRECTORY_STATUS_TTL: '5',
  ASSENT_REGISTRATION_POLICY: JSON.stringify({
    version: 'credentials',
    rules: [
      { rule: 'require-legal-entity-credential' },
      { rule: 'require-resolvable-credential' },
      { rule: 'require-claims', claims: ['legalName'] },
    ],
  }),
};

/** R6 to R12 in both directions, by Buyers that import nothing of ours: the sample Buyer, and the script of a bundle. */
describe('Buyer and Seller that show each other who they are', () => {
  let platform: TestPlatform;
  let story: string[];
  beforeAll(async () => {
    platform = await startTestPlatform(wanting);
  }, 180_000);
  beforeEach(() => {
    story = [];
  });
  afterAll(() => platform.stop());

  const directory = () => didWebOf(`${platform.origin}/directory`);
  const walked = (sellerAnchors: readonly string[]): Promise<WalkState> => {
    const { person } = JSON.parse(readFileSync(join(platform.folder, 'secrets.json'), 'utf8')) as {
      person: SandboxPerson;
    };
    const log = (line: string) => void story.push(line);
    const folder = join(platform.folder, 'mutual');
    const { origin } = platform;
    return walk({ origin, person, folder, sellerAnchors, log, notificationWithin: 30_000 });
  };
  /** The credential of the Seller, where the directory keeps it. */
  const ofSeller = async (): Promise<string> => {
    const lei = '984500ASSENTSELLER54';
    const base = `${platform.origin}/directory/organisations`;
    const { organisations } = (
      await flow.call<{ organisations: { organisationId: string }[] }>('GET', `${base}?lei=${lei}`)
    ).body;
    const path = `${base}/${organisations[0]!.organisationId}/credentials`;
    const { credentials } = (await flow.call<{ credentials: { credentialId: string }[] }>('GET', path)).body;
    expect(credentials).toHaveLength(1);
    return `${path}/${credentials[0]!.credentialId}`;
  };

  it('the walk presents the Buyer, and knows the Seller by a presentation of its own', async () => {
    const { registration, quote } = await walked([directory()]);
    expect(quote?.quoteId).toBeDefined();
    const told = story.join('\n');
    expect(told).toMatch(/legal_entity_presentation: /);
    expect(told).toMatch(/legalName: Assent Sandbox Seller/);
    expect(told).toMatch(new RegExp(`vouchedForBy: ${directory()}`));
    const { clientId } = registration!;
    expect(story.filter((line) => line.includes(clientId)).length).toBeGreaterThan(0);
    console.log(
      story
        .slice(
          0,
          story.findIndex((line) => line.includes(' 3  ')),
        )
        .join('\n'),
    );
  }, 120_000);

  it('the credential of the Seller is there for anyone, and issued once', async () => {
    const url = `${platform.origin}/legal-entity-credential`;
    const [one, other] = await Promise.all([fetch(url), fetch(url)]);
    expect(one.headers.get('content-type')).toContain('application/vc+jwt');
    expect(await one.text()).toBe(await other.text());
    await ofSeller();
  });

  it('a Buyer that accepts another issuer does not go on', async () => {
    await expect(walked(['did:web:another-trust.example'])).rejects.toThrow(/whom we do not accept/);
  });

  it('nor does any while the directory has suspended the Seller', async () => {
    const credential = await ofSeller();
    const suspended = { body: { reason: 'under-review' } };
    flow.demand(await flow.call('PUT', `${credential}/suspension`, suspended), 200, 'suspend');
    await expect(walked([directory()])).rejects.toThrow(/suspended or revoked/);
    flow.demand(await flow.call('POST', `${credential}/reinstatement`), 200, 'reinstate');
    expect((await walked([directory()])).quote?.quoteId).toBeDefined();
  }, 120_000);

  it('a bundle of the directory registers where a credential is wanted, with Node.js alone', async () => {
    const answer = await fetch(`${platform.origin}/directory/onboarding`, {
      method: 'POST',
      headers: { origin: platform.origin },
      body: new URLSearchParams({
        legal_name: 'Bundled Networks Ltd',
        software_name: 'Bundled desk',
        redirect_uri: 'http://localhost:3001/callback',
      }),
    });
    expect(answer.status).toBe(200);
    await writeFile(join(platform.folder, 'bundle.tar.gz'), Buffer.from(await answer.arrayBuffer()));
    await run('tar', ['xzf', 'bundle.tar.gz'], { cwd: platform.folder });
    const [name = ''] = readdirSync(platform.folder).filter((each) => each.startsWith('assent-buyer-'));
    const { stdout } = await run(process.execPath, [join(platform.folder, name, 'start.mjs')]);
    expect(stdout).toMatch(/^registered as \S+\ngot a token for intents that is good for \d+ seconds\n$/);
    const { client_id, registration_access_token } = JSON.parse(
      readFileSync(join(platform.folder, name, 'registration.json'), 'utf8'),
    ) as Record<string, string>;
    const headers = { authorization: `Bearer ${registration_access_token}` };
    const { body } = await flow.call('GET', `${platform.origin}/register/${client_id}`, { headers });
    expect(body).toMatchObject({ meflso_client_status: 'active' });
  }, 60_000);
});
