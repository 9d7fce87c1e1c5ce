import { readFileSync } from 'node:fs';
import { profiles } from '../profiles.js';
import { type PolicyRule, type RegistrationPolicy, statementsAlone } from './policy.js';

type Members = Readonly<Record<string, unknown>>;

/** JSON, or the path of a file with it. Throws an Error for the operator, which names what is wrong. */
export const parsePolicy = (text: string): RegistrationPolicy => {
  const {
    version,
    anchors = [],
    maxDepth = statementsAlone.maxDepth,
    rules = [],
    ...others
  } = membersOf(read(text));
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) throw new Error(`has no member ${stranger}`);
  if (typeof version !== 'string' || version === '' || version.length > 100)
    throw new Error('needs `version`, a text');
  if (!Number.isInteger(maxDepth) || Number(maxDepth) < 0 || Number(maxDepth) > 5)
    throw new Error('`maxDepth` is a whole number from 0 to 5');
  if (!Array.isArray(rules)) throw new Error('`rules` is a list');
  return {
    version,
    anchors: textsOf(anchors, 'anchors'),
    maxDepth: Number(maxDepth),
    rules: rules.map(ruleOf),
  };
};

const read = (text: string): unknown => {
  const json = text.trimStart().startsWith('{') ? text : readFileSync(text, 'utf8');
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('must be JSON');
  }
};

/** The member of its own that each rule has, a list of texts; undefined where it may be left out. */
const memberOf = {
  'accept-statement-issuers': ['issuers', true],
  'require-legal-entity-credential': ['anchors', false],
  'require-resolvable-credential': ['outcomes', false],
  'require-claims': ['claims', true],
  'refuse-organisations': ['leis', true],
} as const satisfies Record<PolicyRule['rule'], readonly [string, boolean]>;

const ruleOf = (value: unknown): PolicyRule => {
  const { rule, profiles: named, ...own } = membersOf(value);
  const known = Object.keys(memberOf).find((name) => name === rule) as PolicyRule['rule'] | undefined;
  if (known === undefined) throw new Error(`rules are ${Object.keys(memberOf).join(', ')}`);
  const [member, required] = memberOf[known];
  const stranger = Object.keys(own).find((name) => name !== member);
  if (stranger !== undefined) throw new Error(`${known} has no member ${stranger}`);
  if (known === 'require-resolvable-credential') assertOutcomes(own[member]);
  const list = own[member] === undefined && !required ? {} : { [member]: textsOf(own[member], member) };
  return { rule: known, ...list, ...(named !== undefined && { profiles: profilesOf(named) }) } as PolicyRule;
};

const OUTCOMES: readonly unknown[] = ['same', 'other', 'unresolved'];

const assertOutcomes = (value: unknown): void => {
  const named: readonly unknown[] = Array.isArray(value) ? value : OUTCOMES;
  if (!named.every((one) => OUTCOMES.includes(one))) throw new Error(`outcomes are ${OUTCOMES.join(', ')}`);
};

const profilesOf = (value: unknown): readonly string[] => {
  const names = textsOf(value, 'profiles');
  const stranger = names.find((name) => !Object.hasOwn(profiles, name));
  if (stranger !== undefined) throw new Error(`profiles are ${Object.keys(profiles).join(', ')}`);
  return names;
};

const textsOf = (value: unknown, member: string): readonly string[] => {
  const texts = Array.isArray(value) ? (value as unknown[]) : [undefined];
  if (!texts.every((one) => typeof one === 'string' && one !== ''))
    throw new Error(`\`${member}\` is a list of texts`);
  return texts as readonly string[];
};

const membersOf = (value: unknown): Members => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('must be an object');
  return value as Members;
};
