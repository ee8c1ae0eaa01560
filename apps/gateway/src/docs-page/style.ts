/** The whole style of the page. Its hash stands in the page's Content-Security-Policy: nothing else can style it. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1d2430; --soft: #5a6473; --line: #dfe3ea; --back: #fff; --panel: #f6f7f9;
  --link: #1c5fb8; --get: #1f6f43; --post: #8a5200; --put: #5b3fa0; --delete: #a62828; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e8ee; --soft: #a3adba; --line: #323a46; --back: #14181e;
  --panel: #1c222a; --link: #7fb2f5; --get: #7fd1a2; --post: #e6b066; --put: #b9a3f0; --delete: #f09a9a; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
code, pre { font: 0.875em/1.45 ui-monospace, Menlo, Consolas, monospace; }
code { background: var(--panel); padding: 0.1em 0.3em; border-radius: 3px; overflow-wrap: anywhere; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 0.75rem; overflow: auto;
  max-height: 24rem; margin: 0.5rem 0; }
pre code { background: none; padding: 0; overflow-wrap: normal; }
.page { display: grid; grid-template-columns: 18rem minmax(0, 1fr); max-width: 84rem; margin: 0 auto; }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); }
nav h2 { font-size: 0.8rem; color: var(--soft); margin: 1.25rem 0 0.25rem; }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li { font-size: 0.9rem; padding: 0.1rem 0; }
main { padding: 1.5rem 2rem 6rem; }
h1 { font-size: 1.6rem; margin: 0 0 0.5rem; }
main > section > h2 { font-size: 1.3rem; margin: 3rem 0 0.5rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--line); }
article { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0; }
article h3 { margin: 0 0 0.25rem; font-size: 1.05rem; }
article h4 { margin: 1rem 0 0.25rem; font-size: 0.9rem; color: var(--soft); }
.address { display: flex; gap: 0.6rem; align-items: baseline; flex-wrap: wrap; margin: 0.25rem 0; }
.method { font: 700 0.8rem ui-monospace, Menlo, Consolas, monospace; }
.get { color: var(--get); } .post { color: var(--post); } .put { color: var(--put); } .delete { color: var(--delete); }
.role { font-size: 0.8rem; border: 1px solid var(--line); border-radius: 99px; padding: 0 0.6em; color: var(--soft); }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.75rem 0.35rem 0; border-top: 1px solid var(--line); }
th { border-top: 0; color: var(--soft); font-weight: 600; font-size: 0.8rem; }
.soft { color: var(--soft); }
.responses { list-style: none; margin: 0; padding: 0; font-size: 0.9rem; }
.responses > li { padding: 0.1rem 0; }
summary { cursor: pointer; padding: 0.1rem 0; }
.rows { margin: 0; padding-left: 1rem; list-style: none; border-left: 2px solid var(--line); font-size: 0.9rem; }
.rows li { padding: 0.15rem 0; }
@media (max-width: 50rem) { .page { display: block; } nav { position: static; height: auto; border: 0; }
  main { padding: 1rem; } table, tbody, tr, td { display: block; } thead { display: none; } td { border: 0; padding: 0; }
  tr { padding: 0.4rem 0; border-top: 1px solid var(--line); display: block; } }
`;
