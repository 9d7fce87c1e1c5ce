/**
 * Material from outside (or from storage) that failed a cryptographic check.
 * It carries a stable kebab-case reason and never the material itself; edges turn the reason into their own refusal.
 */
export class Untrusted extends Error {
  override readonly name = 'Untrusted';

  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Throws `Untrusted(reason)` unless the condition holds. */
export function trust(condition: unknown, reason: string): asserts condition {
  if (!condition) throw new Untrusted(reason);
}
