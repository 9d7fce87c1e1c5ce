import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so, for two seconds at most. */
export const eventually = async (isSo: () => Promise<boolean>): Promise<void> => {
  const until = Date.now() + 2_000;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error('it did not come about within two seconds');
    await pause(20);
  }
};
