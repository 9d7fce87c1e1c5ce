import type { Aggregate, Command, Decider } from '#event-sourcing';
import { Refused } from '#event-sourcing';
import { context } from './context.js';
import { given } from './given.js';

type Write = Command & { readonly text: string };
interface Written {
  readonly type: 'Written';
  readonly text: string;
}
interface Page {
  readonly text?: string;
  readonly length?: number;
}

const decider: Decider<Write, Written, Page> = {
  kind: 'page',
  initial: {},
  decide: ({ text }, state) => {
    if (state.text) throw new Refused('already-written', { length: state.text.length });
    return text ? [{ type: 'Written', text }] : [];
  },
  evolve: (state, { text }) => ({ ...state, text }),
};
const pages: Aggregate<Write, Written, Page> = {
  decider,
  events: { Written: { version: 1, sealed: ['text'] } },
};
const write = (text: string): Write => ({ context: context(), text });
const written: Written = { type: 'Written', text: 'a' };

describe('given, when, then', () => {
  it('passes for what happens', () => {
    given(decider).when(write('a')).yields(written);
    given(pages).when(write('a')).yields(written);
    given(pages).when(write('')).yields();
    given(pages, written).when(write('b')).isRefused('already-written', { length: 1 });
  });

  it('fails for other events, missing events and additional ones', () => {
    const then = given(pages).when(write('a'));
    expect(() => then.yields({ type: 'Written', text: 'b' })).toThrow(/text.*b[^]*text.*a/);
    expect(() => then.yields()).toThrow('yielded');
    expect(() => then.yields(written, written)).toThrow('yielded');
  });

  it('fails for another reason, other facts, and a command that is not refused', () => {
    const then = given(pages, written).when(write('b'));
    expect(() => then.isRefused('not-written')).toThrow(/not-written[^]*already-written/);
    expect(() => then.isRefused('already-written', { length: 2 })).toThrow('length');
    expect(() => then.yields()).toThrow('already-written');
    expect(() => given(pages).when(write('a')).isRefused('already-written')).toThrow('yielded');
  });

  it('fails when evolve looks into a sealed field', () => {
    const evolve = (state: Page, { text }: Written): Page => ({ ...state, text, length: text.length });
    const curious = { ...pages, decider: { ...decider, evolve } };
    expect(() => given(curious).when(write('a')).yields(written)).toThrow('length');
  });

  it('fails when a sealed field would be published', () => {
    const leaky = { ...pages, publish: (state: Page) => ({ view: state }) };
    expect(() => given(leaky).when(write('a')).yields(written)).toThrow(
      'Written would publish a sealed field',
    );
  });
});
