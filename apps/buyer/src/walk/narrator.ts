export type Log = (line: string) => void;

export type Facts = Readonly<Record<string, unknown>>;

/** Tells people what happens: a heading per step, then what was sent and what came back. */
export class Narrator {
  constructor(
    private readonly log: Log,
    private readonly colours: boolean,
  ) {}

  step(number: number, title: string): void {
    this.log('');
    this.log(this.paint(`1`, `${String(number).padStart(2)}  ${title}`));
  }

  sent(what: string, facts: Facts = {}): void {
    this.line('→', '36', what, facts);
  }

  received(what: string, facts: Facts = {}): void {
    this.line('←', '32', what, facts);
  }

  note(what: string): void {
    this.log(`    ${this.paint('2', what)}`);
  }

  private line(arrow: string, colour: string, what: string, facts: Facts): void {
    this.log(`    ${this.paint(colour, arrow)} ${what}`);
    for (const [name, value] of Object.entries(facts))
      if (value !== undefined) this.log(`        ${this.paint('2', `${name}:`)} ${show(value)}`);
  }

  private paint(code: string, text: string): string {
    return this.colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  }
}

const longest = 88;

const show = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
};

/** A token, code or assertion, too short to be of use to a reader of the output. */
export const secret = (value: string): string => `${value.slice(0, 8)}… (${value.length} characters)`;
