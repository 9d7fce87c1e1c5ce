import { runAssent } from './command.js';
import { type Common, memberVariables } from './variables.js';

/** What an operator does before the first service starts: databases and topics, and an account to sign in with. */
export const prepare = async (common: Common): Promise<void> => {
  await assent(common, ['migrate', ...common.services]);
  if (!common.services.includes('authorization')) return;
  await assent(common, ['accounts', 'add', '--if-missing'], JSON.stringify(common.secrets.person));
};

const assent = async (common: Common, words: readonly string[], input?: string): Promise<void> => {
  const { code, output } = await runAssent(words, memberVariables(common, 'authorization', 0), input);
  if (code !== 0) throw new Error(`assent ${words.join(' ')}: ${output}`);
};
