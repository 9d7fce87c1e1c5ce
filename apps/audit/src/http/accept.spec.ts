import { prefersHtml } from './accept.js';

describe('what a reader prefers', () => {
  it.each([
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['application/json, text/html;q=0.9', false],
    ['text/html;q=0', false],
    ['application/json', false],
    ['*/*', false],
    ['', false],
    [undefined, false],
  ])('by %s is HTML: %s', (accept, expected) => expect(prefersHtml(accept)).toBe(expected));
});
