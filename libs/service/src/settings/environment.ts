import type { SettingSpec, SettingSpecs, SettingValues } from './settings.js';

export type Mode = 'sandbox' | 'production';

/** One setting that is missing or cannot be used, in words for the operator; never shows the value of a secret. */
export interface SettingProblem {
  readonly env: string;
  readonly message: string;
}

/** Settings are missing or unsafe; the message names every one of them at once. */
export class SettingsRefused extends Error {
  override readonly name = 'SettingsRefused';

  constructor(readonly problems: readonly SettingProblem[]) {
    super(problems.map(({ env, message }) => `${env}: ${message}`).join('\n'));
  }
}

/** The environment variables a process was started with, read under the rules of its mode. */
export class Environment {
  readonly mode: Mode;

  constructor(private readonly variables: Readonly<Record<string, string | undefined>>) {
    this.mode = modeOf(variables.ASSENT_MODE);
  }

  /** Throws `SettingsRefused` with every problem of these specs. */
  read<S extends SettingSpecs>(specs: S): SettingValues<S> {
    const problems = this.problems(specs);
    if (problems.length > 0) throw new SettingsRefused(problems);
    const entries = Object.entries(specs).map(([name, spec]) => [name, this.value(spec)]);
    return Object.fromEntries(entries) as SettingValues<S>;
  }

  /** A variable that is not ours to define, such as those of OpenTelemetry; undefined also when it is empty. */
  text(env: string): string | undefined {
    return this.variables[env] || undefined;
  }

  problems(specs: SettingSpecs): readonly SettingProblem[] {
    return Object.values(specs).flatMap((spec) => this.problem(spec) ?? []);
  }

  private problem<T>(spec: SettingSpec<T>): SettingProblem | undefined {
    try {
      const value = this.value(spec);
      return value === undefined ? { env: spec.env, message: `is missing. ${spec.doc}` } : undefined;
    } catch (error) {
      return { env: spec.env, message: error instanceof Error ? error.message : String(error) };
    }
  }

  private value<T>(spec: SettingSpec<T>): T | undefined {
    const text = this.variables[spec.env];
    if (text === undefined || text === '') return spec[this.mode];
    return spec.parse(text);
  }
}

const modeOf = (text = 'sandbox'): Mode => {
  if (text === 'sandbox' || text === 'production') return text;
  throw new SettingsRefused([{ env: 'ASSENT_MODE', message: 'must be sandbox or production' }]);
};
