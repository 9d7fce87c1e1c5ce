/** The Buyer's own look: another company than the Seller, so that one sees at once on whose page one is. */
export const style = `
:root { color-scheme: light dark; --ink: #14213d; --soft: #52607a; --line: #dce1ea; --page: #f4f6fa; --card: #fff; --accent: #0b6e4f; --accent-ink: #fff; --bad: #a4262c; --wait: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf5; --soft: #a5b1c8; --line: #2c3650; --page: #0d1424; --card: #151e33; --accent: #3ecf9b; --accent-ink: #06251a; --bad: #ff8a8f; --wait: #f0c060; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header { background: #14213d; color: #fff; }
header div, main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem; }
header div { display: flex; align-items: center; gap: .75rem; }
header a { color: inherit; text-decoration: none; font-weight: 650; letter-spacing: .01em; }
header .mark { width: 1.75rem; height: 1.75rem; border-radius: .5rem; background: linear-gradient(135deg, #3ecf9b, #2a7de1); }
header .who { margin-left: auto; opacity: .75; font-size: .875rem; }
main { padding-top: 2rem; padding-bottom: 3rem; }
footer { color: var(--soft); font-size: .875rem; border-top: 1px solid var(--line); }
h1 { font-size: clamp(1.6rem, 4vw, 2.1rem); line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.01em; }
h2 { font-size: 1.15rem; margin: 0 0 .75rem; }
p { margin: 0 0 1rem; } .lead, .soft { color: var(--soft); } .small { font-size: .875rem; }
code { font: .875em ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .875rem; padding: 1.25rem; margin: 0 0 1.25rem; }
fieldset { border: 0; margin: 0; padding: 0; } legend { font-weight: 650; margin-bottom: .75rem; padding: 0; font-size: 1.15rem; }
.options { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); margin-bottom: 1.25rem; }
.option { display: flex; gap: .75rem; align-items: flex-start; border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; cursor: pointer; }
.option:has(:checked) { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.option input { margin: .3rem 0 0; accent-color: var(--accent); } .option strong { display: block; }
details { margin-bottom: 1.25rem; } summary { cursor: pointer; font-weight: 600; padding: .25rem 0; }
textarea { width: 100%; min-height: 12rem; margin-top: .75rem; padding: .75rem; border-radius: .5rem; border: 1px solid var(--soft); background: var(--page); color: inherit; font: .875rem/1.45 ui-monospace, SFMono-Regular, Menlo, monospace; }
button, .button { display: inline-block; border: 0; border-radius: .6rem; padding: .75rem 1.25rem; background: var(--accent); color: var(--accent-ink); font: inherit; font-weight: 650; cursor: pointer; text-decoration: none; }
a { color: var(--accent); } :focus-visible { outline: 3px solid #2a7de1; outline-offset: 2px; border-radius: .3rem; }
.steps { list-style: none; display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; padding: 0; margin: 0 0 1.5rem; }
.steps li { color: var(--soft); } .steps li::before { content: "○ "; } .steps .done { color: var(--accent); font-weight: 600; } .steps .done::before { content: "● "; }
.state { display: inline-block; border-radius: 1rem; padding: .1rem .75rem; font-size: .875rem; font-weight: 650; border: 1px solid currentColor; }
.good { color: var(--accent); } .bad { color: var(--bad); } .wait { color: var(--wait); }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .6rem .75rem .6rem 0; border-top: 1px solid var(--line); vertical-align: top; } thead th { border: 0; color: var(--soft); font-size: .875rem; font-weight: 600; } td.number, th.number { text-align: right; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .4rem 1.25rem; margin: 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.problem { border-left: 4px solid var(--bad); padding-left: 1rem; }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; } header .who { display: none; } .wide { overflow-x: auto; } button { width: 100%; } }
`;
