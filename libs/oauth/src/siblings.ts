import type { ModulesContainer } from '@nestjs/core';
import type { Type } from '@nestjs/common';

/** A class that names a provider; abstract ones do as well. */
export type Token<T> = abstract new (...values: never[]) => T;

/**
 * Finds what another module of the same service provides. A process may run many services, each with an event store and
 * replicas of its own, side by side in the `imports` of its module; `mark` is a provider of the asking module.
 */
export const siblingOf = <T>(modules: ModulesContainer, mark: unknown, token: Token<T>): T => {
  const everything = [...modules.values()];
  const asking = everything.find(({ providers }) =>
    [...providers.values()].some((provider) => provider.instance === mark),
  );
  const service = everything.find(({ imports }) => asking !== undefined && imports.has(asking));
  const siblings = [...(service?.imports ?? [])];
  const provider = siblings
    .map(({ providers }) => providers.get(token as Type))
    .find((found) => found?.instance);
  if (!provider)
    throw new Error(`${token.name} is not provided beside ${asking?.name ?? 'the module that asks for it'}`);
  return provider.instance as T;
};

/** The same, looked for when it is first needed, since modules are wired one after the other, and then known. */
export const lazySibling = <T>(modules: ModulesContainer, mark: unknown, token: Token<T>): (() => T) => {
  let found: T | undefined;
  return () => (found ??= siblingOf(modules, mark, token));
};
