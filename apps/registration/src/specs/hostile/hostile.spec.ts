import { signVpJwt } from '#crypto';
import type { Refused } from '#event-sourcing';
import { context } from '#testing';
import { RegisterClient } from '../../register-client.js';
import { registrationRefusals } from '../../registration.refusals.js';
import { LegalEntityWorld } from '../legal-entity-world.js';
import { runRegistration, type RunningRegistration } from '../running-registration.js';
import { policyFor } from '../seller-policies.js';
import { credentialRows } from './credential.rows.js';
import { proofRows } from './proof.rows.js';
import type { Row } from './row.js';

const rows: readonly Row[] = [...proofRows, ...credentialRows];

const now = () => context({ at: new Date().toISOString() });

const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'accepted';
  } catch (error) {
    const { reason, detail } = error as Refused;
    const cause = (detail['cause'] ?? detail['claim']) as string | undefined;
    return cause === undefined ? reason : `${reason}: ${cause}`;
  }
};

describe('a presentation is refused for its reason, and writes no event: one', () => {
  let registration: RunningRegistration;
  let world: LegalEntityWorld;
  let used: string;
  beforeAll(async () => {
    registration = await runRegistration({}, (framework) => ({
      ASSENT_REGISTRATION_POLICY: policyFor(framework, [
        { rule: 'require-legal-entity-credential' },
        { rule: 'require-claims', claims: ['legalName'] },
      ]),
    }));
    world = await LegalEntityWorld.over(registration.framework);
    used = await signVpJwt(world.buyer.key, world.buyer.did, [await world.credential()], await asked());
    await register(used);
  });
  afterAll(() => registration.close());

  const asked = async () => ({
    audience: registration.issuer,
    nonce: await registration.challenge(),
    now: new Date(),
  });
  const bodyWith = async (legal_entity_presentation: unknown) => ({
    software_statement: await registration.framework.statement(),
    legal_entity_presentation,
  });
  const register = async (presentation: unknown) => registration.register(await bodyWith(presentation));

  it('of fifty kinds and more, no two with the same title', () => {
    expect(rows.length).toBeGreaterThanOrEqual(50);
    expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
  });

  it.each(rows.map((each) => [each.title, each] as const))('%s', async (_title, { presentation, reason }) => {
    const sent = await presentation({ registration, world, used, asked: await asked() });
    const before = await registration.countEvents();
    const command = new RegisterClient(now(), await bodyWith(sent));
    expect(await refusalOf(registration.execute(command))).toBe(reason);
    const { status, body } = await register(sent);
    const [row] = reason.split(':');
    const { status: expected, code: error, message: error_description } = registrationRefusals[row!]!;
    expect({ status, body }).toEqual({ status: expected, body: { error, error_description } });
    expect(await registration.countEvents()).toBe(before);
  });
});
