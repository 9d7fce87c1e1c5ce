const EVERY_MS = 500;

/**
 * Runs `stop` when the program that started this one is gone. npm puts a shell between itself and a script, and the
 * shell dies of a signal without handing it on.
 */
export const stopWhenOrphaned = (stop: () => void): void => {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, EVERY_MS);
  watch.unref();
};
