import { describe, expect, it } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { hover } from '../../server/src/features/hover.ts';
import { escaped } from '../../server/src/report/markdown.ts';
import { citationLine } from '../../server/src/report/study-words.ts';
import { marked, population, viewOf } from './view.ts';

async function shown(source: string): Promise<string> {
  const { text, offset } = marked(source);
  return hover(await viewOf(text), offset)?.markdown ?? '';
}
/** One sequence for the population of pancreatic tumours, at a date. */
const sequence = (path: string, asOf = '2026-06-30') => `evidence pnet as of ${asOf}\n${population}sequence s for q { ${path} }`;

describe('hover on a treatment', () => {
  it('names the transition and its line, and keeps the two supports apart', async () => {
    const text = await shown(sequence('lanreotide -> everolimus on progression -> suni┆tinib on progression [I, A]'));
    expect(text).toMatch(/^\*\*Sunitinib after everolimus\*\* · third line/);
    expect(text).toContain('**Here: retrospective only');
    expect(text).toContain('ceiling ESMO IV');
    expect(text).toContain('**The agent: randomised** — ceiling ESMO I');
  });

  it('shows the best finding with its effect, interval, patients and plot, and why not more', async () => {
    const text = await shown(sequence('everolimus -> suni┆tinib on progression'));
    expect(text).toMatch(/Angelousi 2017 \(n = 31\).*HR 0\.94 \(0\.45–1\.97\) `├─*●─*┤`/);
    expect(text).toMatch(/SUN1111 \(n = 171\) · PFS 11\.4 vs 5\.5 months, HR 0\.42 \(0\.26–0\.66\) `├─*●─*┤\s+┊`/);
    expect(text).toMatch(/\*Why not more here:\* SUN1111/);
    expect(text).toMatch(/\*Not shown:\* longer survival — SUN1111 OS .*0\.73/);
    expect(text).toMatch(/Raymond E, et al\..*2011.* · pnet-2026\.\d+, as of 2026-06-30$/);
  });

  it('cites the trial with its links', async () => {
    const text = await shown(sequence('everolimus -> cabo┆zantinib on progression'));
    expect(text).toMatch(/CABINET.*HR 0\.23/);
    expect(text).toMatch(/Chan JA, et al\. .*2025.*\[DOI\]\(<https:\/\/doi\.org\/10\.1056\/NEJMoa2403991>\).*\[NCT03375320\]/);
  });

  it('sees no trial that was not public by the date', async () => {
    const text = await shown(sequence('everolimus -> cabo┆zantinib on progression', '2016-04-10'));
    expect(text).not.toContain('CABINET');
    expect(text).toContain('as of 2016-04-10');
    expect(text).not.toMatch(/no evidence/i);
  });

  it('takes no more than ten lines', async () => {
    const text = await shown(sequence('lanreotide -> everolimus on progression -> suni┆tinib on progression'));
    expect(text.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(10);
  });

  it('tells what a background treatment, a class and a non-systemic step are', async () => {
    expect(await shown(sequence('lanreotide -> everolimus with octre┆otide on progression'))).toMatch(/^\*\*Octreotide\*\*/);
    expect(await shown(`${population}sequence s for q after ss┆a { everolimus }`)).toMatch(/· class/);
    expect(await shown(sequence('everolimus -> best-support┆ive-care on progression'))).toContain('not appraised');
  });

  it('says of an unknown treatment what it may be', async () => {
    const text = await shown(sequence('everolimus -> sunitnib┆ on progression'));
    expect(text).toMatch(/sunitnib\*\* is not a treatment of .*Did you mean sunitinib/);
  });
});

describe('hover on the words around it', () => {
  it('tells the history on the arrow', async () => {
    const text = await shown(sequence('lanreotide -> everolimus on progression -┆> sunitinib on progression'));
    expect(text).toContain('**lanreotide → everolimus → sunitinib**');
    expect(text).toContain('*Ended by:* progression');
    expect(text).toContain('*Had on every path:* lanreotide, everolimus');
  });

  it('tells what a grade means, what it is about, and its ceiling', async () => {
    const agent = await shown(sequence('everolimus -> sunitinib on progression [I,┆ A]'));
    expect(agent).toContain('grades the treatment in this population');
    expect(agent).toContain('ceiling ESMO I ');
    const place = await shown(sequence('everolimus -> sunitinib on progression here [I,┆ A]'));
    expect(place).toContain('in this place of the sequence');
    expect(place).toContain('ceiling ESMO IV');
  });

  it('tells of a citation what was found, who had been treated before, and how it bears on the step', async () => {
    const text = await shown(sequence('everolimus -> sunitinib on progression @SUN┆1111'));
    expect(text).toMatch(/^\*\*SUN1111\*\* · randomised · double-blind · phase 3 · n = 171/);
    expect(text).toContain('HR 0.42 (0.26–0.66)');
    expect(text).toContain('*Here:* not after this step');
    expect(text).toMatch(/Raymond E, et al\..*2011/);
    expect(await shown(sequence('everolimus -> sunitinib on progression @SUN111┆2'))).toMatch(/is not in pnet.*Did you mean/);
  });

  it('tells the studied ranges of an attribute, the values of a criterion, and populations in words', async () => {
    expect(await shown('population p { tumour pancreatic-net ki6┆7 <= 20% }')).toMatch(
      /^\*\*Ki-67\*\*.*\n\n\*Values:\* 0 to 100 %.*\n\*Studied:\* .*CLARINET/,
    );
    expect(await shown('population p { tumour pancreatic-n┆et }')).toMatch(/\*Part of:\*/);
    expect(await shown(`${population}sequence s for q┆ { everolimus }`)).toContain('tumour pancreatic-net, grade G1 or G2');
  });

  it('tells who an imported population is, as it is written there', async () => {
    const { text, offset } = marked('import "shared.sequitur"\nsequence s for elder┆ly { everolimus }');
    const view = await viewOf(text, {
      '/shared.sequitur': 'population elderly "Older patients" { tumour pancreatic-net  performance-status 0 to 1 }',
    });
    expect(hover(view, offset)?.markdown).toBe(
      '**Older patients** · population, imported\n\ntumour pancreatic-net, performance-status 0 to 1',
    );
    expect(await shown('sequence s for nobo┆dy { everolimus }')).toContain('no population `nobody`');
  });

  it('begins with a capital, but for a name that has its own', async () => {
    expect(await shown('sequence s after mtor-inhi┆bitor { sunitinib }')).toMatch(/^\*\*mTOR inhibitor\*\* · class/);
    expect(await shown('sequence s after s┆sa { sunitinib }')).toMatch(/^\*\*Somatostatin analogue\*\* · class/);
  });

  it('shows the lines of a sequence with the support of each place', async () => {
    const text = await shown(`${population}sequence s "Targeted" for q { everolimus -> cabozantinib on progression }\nprefer ┆s over s`);
    expect(text).toMatch(
      /^\*\*Targeted\*\* · sequence for q\n\nfirst line: everolimus — .*\nsecond line: cabozantinib — randomised after failure/,
    );
  });

  it('explains keywords, codes and settings, and says nothing in comments', async () => {
    expect(await shown('prefer a ov┆er b')).toMatch(/^\*\*over\*\*/);
    expect(await shown('accept missing-gr┆ade "draft"')).toMatch(
      /^\*\*missing-grade\*\* · .+\n\nhint, level {2}\n\*What is wrong:\* .+ {2}\n\*What to do:\* .+$/,
    );
    expect(await shown('evidence pnet as of 2016-04-┆10')).toContain('as of **2016-04-10** (from the file)');
    expect(await shown('# sunit┆inib')).toBe('');
  });

  it('shows names and titles of a document as text, never as Markdown', async () => {
    const text = await shown(`${population}sequence s "[x](https://example.org) *now*" for q { everolimus }\nprefer s┆ over s`);
    expect(text).toContain('\\[x\\](https://example.org) \\*now\\*');
  });
});

describe('the line of a citation', () => {
  it('begins with the first author, or with the study where nobody saw the authors', () => {
    const reports = embeddedBase().studies.flatMap((study) => study.reports.map((report) => ({ study, report })));
    const unseen = reports.filter(({ report }) => report.report.citation.author.length === 0);
    expect(unseen.length).toBeGreaterThan(0);
    for (const { study, report } of reports) {
      const [first] = report.report.citation.author;
      const name = first === undefined ? study.study.acronym : (first.literal ?? first.family ?? '');
      expect(citationLine(report).startsWith(escaped(name)), citationLine(report)).toBe(true);
    }
  });
});
