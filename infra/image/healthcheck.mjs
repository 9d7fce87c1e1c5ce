// Exits 0 while the service of this container lives (GET /livez), 1 when it does not.
const port = process.env.ASSENT_PORT || 3000;
const signal = AbortSignal.timeout(2_000);
const alive = await fetch(`http://127.0.0.1:${port}/livez`, { signal }).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(alive ? 0 : 1);
