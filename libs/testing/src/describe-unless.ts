/** `describe`, or `describe.skip` with the printed reason why it cannot run here. */
export const describeUnless = (reason: string | undefined, title: string, suite: () => void): void => {
  if (reason === undefined) return describe(title, suite);
  process.stderr.write(`skipped: ${title}: ${reason}\n`);
  describe.skip(title, suite);
};
