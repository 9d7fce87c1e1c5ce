/** Header, column and footer; `narrow` reads, `wide` compares. */
export const layout = `
.skip { position: absolute; inset-inline-start: 1rem; top: -4rem; background: var(--surface); padding: .5rem 1rem;
  border-radius: var(--radius-small); z-index: 1; }
.skip:focus { top: 1rem; }
.inner, main { width: 100%; max-width: 44rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2rem); }
.wide .inner, .wide main { max-width: 72rem; }
header.site { background: var(--surface); border-bottom: 1px solid var(--line); }
header.site .inner { display: flex; align-items: center; gap: .625rem; padding-block: .875rem; }
.mark { inline-size: 1.5rem; block-size: 1.5rem; border-radius: 7px; background: var(--accent);
  -webkit-mask: radial-gradient(circle at 50% 50%, transparent 0 27%, #000 28%); mask: radial-gradient(circle at 50% 50%, transparent 0 27%, #000 28%); }
.brand { font-weight: 680; letter-spacing: -.01em; }
main { flex: 1; padding-block: clamp(1.5rem, 5vw, 3rem); }
footer.site { border-top: 1px solid var(--line); color: var(--muted); font-size: .8125rem; }
footer.site .inner { padding-block: 1rem; }
.stack > * + * { margin-top: 1rem; }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
.row > :is(h2, h3) { margin-block: 0; }
.row:has(> :is(h2, h3)) { margin-bottom: .5rem; }
.row.between { justify-content: space-between; }
.grid { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); margin-bottom: 1.25rem; }
.grid > .card { margin-bottom: 0; }
.scroll { overflow-x: auto; }
.lead { font-size: 1.0625rem; color: var(--muted); }
.muted { color: var(--muted); }
.small { font-size: .875rem; }
.number { text-align: end; white-space: nowrap; }
.visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { header.site, footer.site, .actions { display: none; } body { background: none; } }
`;
