/** A file of an archive. */
export interface ArchivedFile {
  /** Relative, at most 100 characters of ASCII. */
  readonly name: string;
  readonly text: string;
  /** Readable by its owner alone. */
  readonly secret?: boolean;
  readonly executable?: boolean;
}

const BLOCK = 512;

/** A POSIX archive (ustar, IEEE Std 1003.1) of small text files: what `tar xf` reads everywhere. */
export const tar = (files: readonly ArchivedFile[], at: Date): Buffer =>
  Buffer.concat([...files.flatMap((file) => entry(file, at)), Buffer.alloc(2 * BLOCK)]);

const entry = (file: ArchivedFile, at: Date): Buffer[] => {
  const content = Buffer.from(file.text);
  const padding = Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK);
  return [header(file, content.length, at), content, padding];
};

const modeOf = ({ secret, executable }: ArchivedFile): number => {
  if (secret) return 0o600;
  return executable ? 0o755 : 0o644;
};

// IEEE Std 1003.1, pax, ustar header block: fixed fields, numbers in octal, and the sum of all bytes.
const header = (file: ArchivedFile, size: number, at: Date): Buffer => {
  if (!/^[\w./-]{1,100}$/.test(file.name)) throw new TypeError('an archive takes short names of ASCII');
  const block = Buffer.alloc(BLOCK);
  const fields = [
    [0, file.name],
    [100, octal(modeOf(file), 7)],
    [108, octal(0, 7)],
    [116, octal(0, 7)],
    [124, octal(size, 11)],
    [136, octal(Math.floor(at.getTime() / 1000), 11)],
    [148, ' '.repeat(8)],
    [156, '0'],
    [257, 'ustar\u000000'],
  ] as const;
  for (const [offset, text] of fields) block.write(text, offset, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\u0000 `, 148, 'latin1');
  return block;
};

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
