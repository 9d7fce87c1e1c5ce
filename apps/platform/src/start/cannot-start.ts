/** Why the platform cannot start or a command cannot run, in one sentence for the person at the terminal: what is wrong, and what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
