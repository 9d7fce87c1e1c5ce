import type { KindContract } from './contract.js';

/** A JSON Schema, as far as contracts use it. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly items?: Schema;
  readonly [keyword: string]: unknown;
}

/** What others rely on: the view and the public events of every kind. */
export type ContractSnapshot = Readonly<Record<string, KindContract>>;

export const snapshotOf = (kinds: Readonly<Record<string, KindContract>>): ContractSnapshot =>
  JSON.parse(JSON.stringify(kinds)) as ContractSnapshot;

/**
 * What in `after` breaks those who rely on `before`: readers that expect what was promised, and the log,
 * whose old events must keep to the new schema. A new version of a contract starts afresh.
 */
export const breakingChanges = (before: ContractSnapshot, after: ContractSnapshot): readonly string[] =>
  Object.entries(before).flatMap(([kind, contract]) => {
    const now = after[kind];
    if (!now) return [`${kind}: the kind is gone`];
    if (now.version > contract.version) return [];
    return [
      ...broken(`${kind}.view`, contract.view as Schema, now.view as Schema),
      ...eventsBroken(contract, now),
    ];
  });

const eventsBroken = (before: KindContract, after: KindContract): readonly string[] =>
  Object.entries(before.events).flatMap(([type, detail]) => {
    const now = after.events[type];
    if (now === undefined) return [`${type}: the event is gone`];
    if (!detail) return now?.required?.length ? [`${type}.detail: old events lack it`] : [];
    return now ? broken(`${type}.detail`, detail as Schema, now as Schema) : [`${type}.detail: is gone`];
  });

const broken = (at: string, before: Schema, after: Schema): readonly string[] => [
  ...constraints(at, before, after),
  ...enumeration(at, before, after),
  ...presence(at, before, after),
  ...members(at, before, after),
  ...(before.items ? broken(`${at}[]`, before.items, after.items ?? {}) : []),
];

const members = (at: string, before: Schema, after: Schema): readonly string[] =>
  Object.entries(before.properties ?? {}).flatMap(([name, schema]) => {
    const now = after.properties?.[name];
    return now ? broken(`${at}.${name}`, schema, now) : [`${at}.${name}: the member is gone`];
  });

const presence = (at: string, before: Schema, after: Schema): readonly string[] => {
  const [was, is] = [new Set(before.required), new Set(after.required)];
  const missing = [...was]
    .filter((name) => !is.has(name))
    .map((name) => `${at}.${name}: is no longer required`);
  const demanded = [...is]
    .filter((name) => !was.has(name))
    .map((name) => `${at}.${name}: old events lack it`);
  return [...missing, ...demanded];
};

const enumeration = (at: string, before: Schema, after: Schema): readonly string[] => {
  if (!after.enum) return before.enum ? [`${at}: may now be anything`] : [];
  const { enum: allowed } = after;
  const gone = before.enum?.filter((value) => !allowed.includes(value)) ?? ['whatever was allowed'];
  return gone.map((value) => `${at}: ${value} is no longer allowed`);
};

const fixed = ['type', 'format', 'pattern', 'additionalProperties'];

const constraints = (at: string, before: Schema, after: Schema): readonly string[] => {
  const changed = fixed.filter((keyword) => before[keyword] !== after[keyword]);
  const narrowed = Object.entries({
    maxLength: -1,
    maxItems: -1,
    maximum: -1,
    minLength: 1,
    minItems: 1,
    minimum: 1,
  })
    .filter(([keyword, sign]) => sign * limit(after[keyword], sign) > sign * limit(before[keyword], sign))
    .map(([keyword]) => keyword);
  return [...changed, ...narrowed].map((keyword) => `${at}: ${keyword} changed`);
};

// An absent limit is the widest one.
const limit = (value: unknown, sign: number): number =>
  typeof value === 'number' ? value : -sign * Infinity;
