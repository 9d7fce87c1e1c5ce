import type { InjectionToken, Provider } from '@nestjs/common';

/** One environment variable. */
export interface SettingSpec<T> {
  readonly env: string;
  /** One sentence with format and unit. */
  readonly doc: string;
  /** Throws an Error with a message for people. */
  readonly parse: (text: string) => T;
  /** Default in sandbox mode; undefined means required there as well. */
  readonly sandbox?: T;
  /** Default in production; undefined means required. Nothing secret or external has one. */
  readonly production?: T;
  readonly secret?: boolean;
}

// eslint-disable-next-line typescript/no-explicit-any -- specs of any value type
export type SettingSpecs = Readonly<Record<string, SettingSpec<any>>>;
export type SettingValues<S extends SettingSpecs> = {
  readonly [K in keyof S]: S[K] extends SettingSpec<infer T> ? T : never;
};

/** The settings of one service: typed, validated, documented in one place. */
export interface Settings<S extends SettingSpecs> {
  readonly service: string;
  readonly specs: S;
  /** `@Inject(xSettings.token) settings: SettingValues<typeof xSettings.specs>` */
  readonly token: InjectionToken;
  readonly provider: Provider;
}
