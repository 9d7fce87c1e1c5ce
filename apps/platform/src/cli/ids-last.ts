/** What is never followed by a value of its own. */
const alone = new Set(['--yes', '--json', '--again']);

/**
 * Ids of certificates, keys and clients are base64url, which may begin with a dash, as an option does: they are put behind `--`,
 * where nothing is an option.
 */
export const idsLast = (argv: readonly string[]): string[] => {
  const isId = (word: string, at: number): boolean => {
    const before = argv[at - 1] ?? '';
    return /^-[\w][\w-]{20,}$/.test(word) && (!before.startsWith('--') || alone.has(before));
  };
  const ids = argv.filter(isId);
  if (ids.length === 0 || argv.includes('--')) return [...argv];
  return [...argv.filter((word, at) => !isId(word, at)), '--', ...ids];
};
