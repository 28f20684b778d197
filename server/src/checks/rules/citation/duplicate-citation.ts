/** The same report under two keys (an alias, a DOI), or one key twice. The later one can go. */
import type { Cited, Claims } from '../../claims.ts';
import type { Report, Rule } from '../../context.ts';

const same = (a: Cited, b: Cited): boolean =>
  a.study === null
    ? b.study === null && a.key.toLowerCase() === b.key.toLowerCase()
    : a.study === b.study && a.report === b.report;

function reportTwice(text: string, { cited }: Claims, report: Report): void {
  cited.forEach((second, index) => {
    const first = cited.slice(0, index).find((one) => same(one, second));
    if (first === undefined) return;
    let { start } = second.span;
    while (start > 0 && /\s/.test(text[start - 1] ?? '')) start--;
    report(
      'duplicate-citation',
      second.span,
      { key: second.key, other: first.key },
      {
        fixes: [
          {
            title: `Remove @${second.key}`,
            edits: [{ span: { start, end: second.span.end }, text: '' }],
            safe: true,
          },
        ],
      },
    );
  });
}

/** `duplicate-citation`: the same report is cited twice. */
export const duplicateCitation: Rule = {
  codes: ['duplicate-citation'],
  claims: ({ file, claims, report }) => reportTwice(file.source.text, claims, report),
};
