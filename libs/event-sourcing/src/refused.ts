/**
 * A command or request that the domain declines, by a stable kebab-case reason.
 * The edge turns the reason into an OAuth, MEF or problem+json body; nothing inside knows HTTP.
 */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly reason: string,
    /** Facts for the error body: never secrets, never another party's data. */
    readonly detail: Readonly<Record<string, unknown>> = {},
  ) {
    super(reason);
  }
}
