import { logView } from './log-view.js';

describe('the log of separate services', () => {
  const show = logView({ names: ['fleet', 'authorization', 'tokens'], colours: false });

  it('says whose a line is, when, how grave and what', () => {
    const line = JSON.stringify({
      level: 'warn',
      time: '2026-03-01T12:03:04.567Z',
      component: 'KafkaSubscription',
      message: 'waits for the brokers',
      attempt: 2,
    });
    expect(show('tokens', line)).toBe(
      'tokens         │ 12:03:04.567 warn KafkaSubscription: waits for the brokers attempt=2',
    );
  });

  it('shows the stack of an error below it, under the same name', () => {
    const line = JSON.stringify({
      level: 'error',
      message: 'broke',
      err: { name: 'Error', stack: 'Error: broke\n    at here' },
    });
    expect(show('fleet', line)).toBe(
      ['fleet          │ error broke', 'fleet          │ Error: broke', 'fleet          │     at here'].join(
        '\n',
      ),
    );
  });

  it('passes on what is no JSON', () => {
    expect(show('authorization', '{not json')).toBe('authorization  │ {not json');
  });

  it('tells replicas apart', () => {
    expect(show('tokens', 'ready', 2)).toBe('tokens 2       │ ready');
  });

  it('gives each service a colour of its own', () => {
    const coloured = logView({ names: ['intents', 'tokens'], colours: true });
    const [one, other] = ['intents', 'tokens'].map((name) => /\[(\d+)m/.exec(coloured(name, 'x'))?.[1]);
    expect(one).not.toBe(other);
  });
});
