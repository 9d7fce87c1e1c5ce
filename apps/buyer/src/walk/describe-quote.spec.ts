import { exampleQuote } from '../quotes.js';
import { describeQuote } from './describe-quote.js';

const item = (action: string, type?: string) => ({
  action,
  product: type ? { productConfiguration: { '@type': `urn:mef:lso:spec:sonata:${type}:v1.0.0:all` } } : {},
});

describe('a quote request in words', () => {
  it('counts what is alike', async () => {
    expect(describeQuote(await exampleQuote('new-ethernet-line'))).toBe(
      'New Ethernet Private Line and 2 new Ethernet ports',
    );
  });

  it.each([
    [[item('add', 'basic-internet-access')], 'New internet access'],
    [[item('delete')], 'Disconnection of a service'],
    [[item('delete'), item('delete')], 'Disconnection of 2 services'],
    [
      [item('modify', 'epl-evc'), item('delete')],
      'Change of an Ethernet Private Line and disconnection of a service',
    ],
    [[item('add', 'cloud-on-ramp')], 'New cloud on ramp'],
    [[item('noChange')], 'A service'],
    [[], 'A quote for nothing'],
  ])('%j', (quoteItem, words) => {
    expect(describeQuote({ quoteItem })).toBe(words);
  });
});
