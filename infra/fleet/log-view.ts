const colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];
const grave: Readonly<Record<string, number>> = { warn: 33, error: 31, fatal: 31 };

/** How lines of a log are shown: the widest name of a process, and whether in colours. */
export interface LogViewOptions {
  readonly names: readonly string[];
  readonly colours: boolean;
}

/** One readable line for each line that a process printed: whose it is, when, how grave, what. */
export const logView = ({
  names,
  colours: coloured,
}: LogViewOptions): ((name: string, line: string, replica?: number) => string) => {
  const width = Math.max(...names.map(({ length }) => length)) + 2;
  const paint = (code: number, text: string): string => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
  const colourOf = (name: string): number => colours[Math.max(0, names.indexOf(name)) % colours.length] ?? 0;
  return (name, line, replica = 1) => {
    const label = replica > 1 ? `${name} ${replica}` : name;
    const column = paint(colourOf(name), `${label.padEnd(width)}│`);
    const { level, text } = readable(line);
    const told = grave[level] === undefined ? text : paint(grave[level], text);
    return told
      .split('\n')
      .map((each) => `${column} ${each}`)
      .join('\n');
  };
};

interface Entry {
  readonly level: string;
  readonly text: string;
}

const readable = (line: string): Entry => {
  const entry = parsed(line);
  if (!entry) return { level: '', text: line };
  const { level = '', time = '', component, message = '', err, correlationId: _id, ...facts } = entry;
  const head = [
    String(time).slice(11, 23),
    level,
    component === undefined ? '' : `${wordOf(component)}:`,
    message,
  ];
  const named = Object.entries(facts).map(([name, value]) => `${name}=${wordOf(value)}`);
  const stack = (err as { stack?: string } | undefined)?.stack;
  const text = [...head, ...named].filter((part) => part !== '').join(' ');
  return { level: String(level), text: stack === undefined ? text : `${text}\n${stack}` };
};

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const parsed = (line: string): Record<string, unknown> | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
};
