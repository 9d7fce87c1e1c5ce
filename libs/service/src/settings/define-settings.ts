import { Environment } from './environment.js';
import type { Settings, SettingSpecs } from './settings.js';

/** Declares the settings of one service; add `settings.provider` to its module and inject by `settings.token`. */
export const defineSettings = <const S extends SettingSpecs>(service: string, specs: S): Settings<S> => {
  const token = Symbol(`settings of ${service}`);
  const useFactory = (environment: Environment) => environment.read(specs);
  return { service, specs, token, provider: { provide: token, useFactory, inject: [Environment] } };
};
