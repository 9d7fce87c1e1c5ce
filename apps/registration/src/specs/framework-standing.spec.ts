import { eventually, Neighbour } from '#testing';
import { runRegistration, type RunningRegistration } from './running-registration.js';

const directory = new Neighbour('directory', {
  software: ['SoftwareEnrolled', 'SoftwareStatementRevoked'],
  organisation: ['OrganisationEnrolled', 'OrganisationSuspended', 'OrganisationReinstated'],
});
const at = '2026-01-01T00:00:00.000Z';

interface Member {
  readonly softwareId: string;
  readonly organisationId: string;
  readonly jti: string;
}

const softwareView = ({ softwareId, organisationId }: Member, revokedStatements: readonly object[] = []) => ({
  softwareId,
  organisationId,
  status: 'enrolled',
  name: 'Quote desk',
  description: '',
  version: '1',
  uri: 'https://buyer.example',
  environment: 'sandbox',
  roles: ['BUYER'],
  redirectUris: [],
  enrolledAt: at,
  keys: [],
  statementsIssued: 1,
  revokedStatements,
});
const organisationView = ({ organisationId }: Member, status: string) => ({
  organisationId,
  status,
  legalName: 'Meridian',
  lei: '969500MERIDIANCLD082',
  enrolledAt: at,
});

describe('what the trust framework of the deployment takes back', () => {
  let registration: RunningRegistration;
  beforeAll(async () => {
    registration = await runRegistration(
      { issuer: 'http://localhost:3999/directory' },
      { ASSENT_STANDING_INTERVAL: '600000' },
      [directory.definition],
    );
  });
  afterAll(() => registration.close());

  const newMember = (): Member => ({
    softwareId: crypto.randomUUID(),
    organisationId: crypto.randomUUID(),
    jti: crypto.randomUUID(),
  });
  const enrol = async (member: Member) => {
    const { app } = registration;
    await directory.tell(app, ['software', member.softwareId], {
      type: 'SoftwareEnrolled',
      view: softwareView(member),
    });
    const event = { type: 'OrganisationEnrolled', view: organisationView(member, 'Active') };
    await directory.tell(app, ['organisation', member.organisationId], event);
  };
  const register = async ({ softwareId, organisationId, jti }: Member, change: object = {}) =>
    registration.register({
      software_statement: await registration.framework.statement({
        iss: 'http://localhost:3999/directory',
        software_id: softwareId,
        org_id: organisationId,
        jti,
        ...change,
      }),
    });
  const revoke = (member: Member) => {
    const revocation = { jti: member.jti, revokedAt: at, reason: 'issued-in-error' };
    const { softwareId, organisationId } = member;
    return directory.tell(registration.app, ['software', softwareId], {
      type: 'SoftwareStatementRevoked',
      view: softwareView(member, [revocation]),
      detail: { ...revocation, softwareId, organisationId },
    });
  };
  const tellOrganisation = (member: Member, type: string, status: string) =>
    directory.tell(registration.app, ['organisation', member.organisationId], {
      type,
      view: organisationView(member, status),
    });
  const standing = async ({ body }: Awaited<ReturnType<typeof register>>) => {
    const token = String(body['registration_access_token']);
    return (await registration.manage('GET', String(body['client_id']), token)).body;
  };
  const becomes = (client: Awaited<ReturnType<typeof register>>, expected: object) =>
    eventually(async () => expect(await standing(client)).toMatchObject(expected));

  it('a statement: its client is suspended, until it has another one', async () => {
    const member = newMember();
    await enrol(member);
    const client = await register(member);
    await revoke(member);
    const cause = { kind: 'software-statement', id: member.jti, reason: 'statement-revoked', since: at };
    await becomes(client, { meflso_client_status: 'suspended', meflso_suspension: { causes: [cause] } });
    const { client_id, registration_access_token } = client.body as Record<string, string>;
    const newer = await registration.framework.statement({
      iss: 'http://localhost:3999/directory',
      software_id: member.softwareId,
      org_id: member.organisationId,
    });
    const answer = await registration.manage('PUT', client_id!, registration_access_token, {
      client_id,
      software_statement: newer,
    });
    expect(answer).toMatchObject({ status: 200, body: { meflso_client_status: 'active' } });
  });

  it('an organisation: its clients are suspended, and reinstated with it', async () => {
    const member = newMember();
    await enrol(member);
    const client = await register(member);
    await tellOrganisation(member, 'OrganisationSuspended', 'Suspended');
    await becomes(client, { meflso_suspension: { causes: [{ reason: 'organisation-suspended' }] } });
    await tellOrganisation(member, 'OrganisationReinstated', 'Active');
    await becomes(client, { meflso_client_status: 'active' });
    expect(await standing(client)).not.toHaveProperty('meflso_suspension');
  });

  it('before it is registered with: it makes no client', async () => {
    const [revoked, suspended] = [newMember(), newMember()];
    for (const member of [revoked, suspended]) await enrol(member);
    await revoke(revoked);
    await tellOrganisation(suspended, 'OrganisationSuspended', 'Suspended');
    const before = await registration.countEvents();
    expect(await register(revoked)).toMatchObject({
      status: 400,
      body: { error: 'invalid_software_statement' },
    });
    expect(await register(suspended)).toMatchObject({
      status: 400,
      body: { error: 'unapproved_software_statement' },
    });
    expect(await registration.countEvents()).toBe(before);
  });
});
