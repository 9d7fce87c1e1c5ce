import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refused } from '#event-sourcing';
import { parsePolicy } from '#oauth';
import { applyPolicy } from './apply-policy.js';
import type { PolicyFacts } from './policy-facts.js';

const entity = {
  identifier: 'did:web:buyer.example',
  lei: 'L1',
  anchor: 'did:web:a.example',
  presentationHash: 'h',
};
const facts: PolicyFacts = { profile: 'mef-128', statementIssuer: 'https://d.example', lei: 'L1' };
const claims = { lei: 'L1', credentialSubject: { legalName: 'Buyer Ltd' } };
const showing = (outcome: 'same' | 'other' | 'unresolved'): PolicyFacts => ({
  ...facts,
  presented: { entity, claims, resolutions: [{ outcome: 'same' }, { outcome }] },
});
const presented = showing('same');
const resolvable = { rule: 'require-resolvable-credential' };
const kept: PolicyFacts = { ...facts, kept: entity };

const outcome = (rule: object, given: PolicyFacts): string => {
  const policy = parsePolicy(JSON.stringify({ version: '1', rules: [rule] }));
  try {
    return applyPolicy(policy, given)
      .map((one) => one.outcome)
      .join();
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
};
const credential = { rule: 'require-legal-entity-credential' };

describe('a rule of the Seller (MEF 128 R1, R13@6.4)', () => {
  it.each<[string, object, PolicyFacts, string]>([
    [
      'lets the issuers it names vouch',
      { rule: 'accept-statement-issuers', issuers: ['https://d.example'] },
      facts,
      'met',
    ],
    [
      'lets no other vouch',
      { rule: 'accept-statement-issuers', issuers: ['https://e.example'] },
      facts,
      'statement-issuer-not-accepted',
    ],
    ['wants a presentation', credential, facts, 'presentation-required'],
    ['is met by one', credential, presented, 'met'],
    ['is met by an earlier one', credential, kept, 'kept'],
    ['is not met by one of another entity', credential, { ...kept, lei: 'L2' }, 'presentation-required'],
    [
      'names anchors of its own',
      { ...credential, anchors: ['did:web:b.example'] },
      presented,
      'presentation-anchor-not-accepted',
    ],
    ['wants ids that lead to their credentials', resolvable, presented, 'met'],
    ['is not met by others', resolvable, showing('other'), 'credential-id-not-resolvable'],
    ['nor by those that lead nowhere', resolvable, showing('unresolved'), 'credential-id-not-resolvable'],
    ['names what is enough', { ...resolvable, outcomes: ['same', 'other'] }, showing('other'), 'met'],
    ['keeps what was found', resolvable, kept, 'kept'],
    ['wants somebody whose ids they are', resolvable, facts, 'presentation-required'],
    ['wants claims', { rule: 'require-claims', claims: ['legalName'] }, presented, 'met'],
    [
      'wants claims that are not there',
      { rule: 'require-claims', claims: ['country'] },
      presented,
      'presentation-lacks-claim',
    ],
    [
      'wants claims, and somebody who makes them',
      { rule: 'require-claims', claims: ['lei'] },
      facts,
      'presentation-required',
    ],
    [
      'keeps organisations out',
      { rule: 'refuse-organisations', leis: ['L1'] },
      facts,
      'organisation-not-wanted',
    ],
    ['keeps no other out', { rule: 'refuse-organisations', leis: ['L2'] }, facts, 'met'],
    ['does not concern other profiles', { ...credential, profiles: ['fapi2'] }, facts, ''],
  ])('%s', (_title, rule, given, expected) => {
    expect(outcome(rule, given)).toBe(expected);
  });
});

describe('the policy as an operator writes it', () => {
  it('may be a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assent-policy-'));
    const file = join(folder, 'policy.json');
    await writeFile(file, '{"version":"2026-11","anchors":["did:web:a.example"]}');
    expect(parsePolicy(file)).toEqual({
      version: '2026-11',
      anchors: ['did:web:a.example'],
      maxDepth: 3,
      rules: [],
    });
    await rm(folder, { recursive: true });
  });

  it.each([
    ['no JSON', '{', 'must be JSON'],
    ['a file that is not there', 'nowhere.json', 'ENOENT'],
    ['no version', '{}', 'needs `version`'],
    ['a member that it does not have', '{"version":"1","rule":[]}', 'has no member rule'],
    ['rules that are no list', '{"version":"1","rules":{}}', '`rules` is a list'],
    ['a rule that there is not', '{"version":"1","rules":[{"rule":"be-nice"}]}', 'rules are '],
    [
      'a rule without what it needs',
      '{"version":"1","rules":[{"rule":"require-claims"}]}',
      '`claims` is a list',
    ],
    [
      'a misspelt member of a rule',
      '{"version":"1","rules":[{"rule":"require-claims","claim":["lei"]}]}',
      'has no member claim',
    ],
    [
      'a profile that there is not',
      '{"version":"1","rules":[{"rule":"require-legal-entity-credential","profiles":["x"]}]}',
      'profiles are ',
    ],
    [
      'an outcome that there is not',
      '{"version":"1","rules":[{"rule":"require-resolvable-credential","outcomes":["fine"]}]}',
      'outcomes are ',
    ],
    ['a depth of a hundred', '{"version":"1","maxDepth":100}', '`maxDepth`'],
  ])('with %s stops the start', (_title, text, message) => {
    expect(() => parsePolicy(text)).toThrow(message);
  });
});
