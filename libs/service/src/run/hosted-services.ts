import type { ServiceDefinition } from './service-definition.js';

/** Injection token of `HostedServices`. */
export const HOSTED = Symbol('services of this process');

/** The services that run in this process. */
export interface HostedServices {
  /** How the process names itself to others: its only service, or `platform`. */
  readonly name: string;
  readonly definitions: readonly ServiceDefinition[];
}

export const hostedServices = (definitions: readonly ServiceDefinition[]): HostedServices => {
  const [only, ...others] = definitions;
  return { name: only && others.length === 0 ? only.name : 'platform', definitions };
};
