import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import { contracts, type PublicKind, type PublicViews } from './kinds.js';

type Deep<T> = T extends readonly (infer Item)[]
  ? readonly Deep<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Deep<T[K]> }
    : T;
// Optional members must not hide a difference.
type Full<T> = T extends readonly (infer Item)[]
  ? readonly Full<Item>[]
  : T extends object
    ? { readonly [K in keyof T]-?: Full<T[K]> }
    : T;
type View<S> = S extends JSONSchema ? Deep<FromSchema<S>> : never;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : 'the type has more') : 'the schema has more';
type SameView<A, B> = Same<A, B> extends true ? Same<Full<A>, Full<B>> : Same<A, B>;
type Agreement = { [K in PublicKind]: SameView<View<(typeof contracts)[K]['view']>, Deep<PublicViews[K]>> };

describe('views of kinds', () => {
  it('have a type and a schema that say the same: this compiles only then', () => {
    const agreement: Agreement = {
      organisation: true,
      software: true,
      certificate: true,
      credential: true,
      client: true,
      intent: true,
      authorization: true,
      grant: true,
      quote: true,
      listener: true,
      delivery: true,
      'signing-keys': true,
    };
    expect(Object.keys(agreement).toSorted()).toEqual(Object.keys(contracts).toSorted());
  });

  it('give every public event one owner kind', () => {
    const types = Object.values(contracts).flatMap(({ events }) => Object.keys(events));
    expect(new Set(types).size).toBe(types.length);
  });
});
