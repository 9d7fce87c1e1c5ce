// Status lists of a million credentials: how large, and how long to write and to read, beside the library that is kept.
//   node dist/infra/bench/credentials/status-lists.js [entries]
import { StatusList as Theirs } from '@sd-jwt/jwt-status-list';
import { StatusList as Ours, type StatusBits } from '#crypto';

const ENTRIES = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 5;
const sizes: readonly StatusBits[] = [1, 2];
const shares = [0, 0.0001, 0.01, 0.02, 0.5];

/** Milliseconds of the fastest of a few rounds. */
const measure = async (work: () => unknown): Promise<number> => {
  let fastest = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
};

/** Statuses of which a share is not VALID, spread as at random, the same in each run. */
const statusesOf = (share: number): readonly number[] => {
  let seed = 42;
  const next = (): number => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return seed / 4_294_967_296;
  };
  return Array.from({ length: ENTRIES }, () => (next() < share ? 1 : 0));
};

const row = async (bits: StatusBits, share: number): Promise<string> => {
  const statuses = statusesOf(share);
  const ours = Ours.ofSize(bits, ENTRIES);
  const set = await measure(() =>
    statuses.forEach((status, index) => status !== 0 && ours.set(index, status)),
  );
  const { lst } = await ours.encode();
  const theirs = new Theirs([...statuses], bits);
  const cells = [
    bits,
    `${share * 100} %`,
    lst.length.toLocaleString('en'),
    set.toFixed(1),
    (await measure(() => ours.encode())).toFixed(1),
    (await measure(() => Ours.decode(bits, lst).get(ENTRIES - 1))).toFixed(2),
    (await measure(() => theirs.compressStatusList())).toFixed(0),
    (await measure(() => Theirs.decompressStatusList(lst, bits))).toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
};

const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(
  `${ENTRIES.toLocaleString('en')} entries, milliseconds, the fastest of ${ROUNDS}; Node.js ${process.version}\n`,
);
print(
  '| bits | not VALID | characters of `lst` | set | encode | decode and read one | @sd-jwt: encode | @sd-jwt: decode |',
);
print('| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const bits of sizes) for (const share of shares) print(await row(bits, share));
