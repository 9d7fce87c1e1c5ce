/** Lets the clock of this process go ahead by so many seconds, or behind; timers go on as they did. */
export const skewClock = (seconds: number): void => {
  if (seconds === 0) return;
  const Right = Date;
  const now = (): number => Right.now() + seconds * 1000;
  globalThis.Date = new Proxy(Right, {
    construct: (_target, values: unknown[], made) =>
      Reflect.construct(Right, values.length === 0 ? [now()] : values, made) as Date,
    get: (target, name, receiver) =>
      name === 'now' ? now : (Reflect.get(target, name, receiver) as unknown),
  });
};
