/** Closed loops that share a counter: each takes the next number and works on it, until the time is over. Answers how many were done. */
export const writersFor = async (
  milliseconds: number,
  writers: number,
  work: (n: number) => Promise<unknown>,
): Promise<number> => {
  const end = performance.now() + milliseconds;
  let done = 0;
  const writer = async (n: number): Promise<void> => {
    while (performance.now() < end) {
      await work(n);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, n) => writer(n)));
  return done;
};
