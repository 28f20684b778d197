import { describe, expect, it } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { escaped, plain } from '../../server/src/text/markdown-escape.ts';
import { citationLine } from '../../server/src/wording/study.ts';
import { marked, population, viewOf } from './view.ts';

async function shown(source: string): Promise<string> {
  const { text, offset } = marked(source);
  return hover(await viewOf(text), offset)?.markdown ?? '';
}
/** One sequence for the population of pancreatic tumours, at a date. */
const sequence = (path: string, asOf = '2026-06-30') =>
  `evidence pnet as of ${asOf}\n${population}sequence s for q { ${path} }`;

describe('hover on a treatment', () => {
  it('names the transition and its line, and keeps the two supports apart', async () => {
    const text = await shown(
      sequence('lanreotide -> everolimus on progression -> suni┆tinib on progression [I, A]'),
    );
    expect(text).toMatch(/^\*\*Sunitinib after everolimus\*\* · third line/);
    expect(text).toContain('**Here: retrospective only');
    expect(text).toContain('ceiling ESMO IV');
    expect(text).toContain('**The agent: randomised** — ceiling ESMO I');
  });

  it('shows the best finding with its effect, interval, patients and plot, and why not more', async () => {
    const text = await shown(sequence('everolimus -> suni┆tinib on progression'));
    expect(text).toMatch(/Angelousi 2017 \(n = 31\).*HR 0\.94 \(0\.45–1\.97\) `├─*●─*┤`/);
    expect(text).toMatch(
      /SUN1111 \(n = 171\) · PFS 11\.4 vs 5\.5 months, HR 0\.42 \(0\.26–0\.66\) `├─*●─*┤\s+┊`/,
    );
    expect(text).toMatch(
      /\*Why not more here:\* SUN1111, OCLURANDOM and \d+ more did not report patients after everolimus\./,
    );
    expect(text).toMatch(/\*Not shown:\* longer survival — OS .*0\.73.* · abstract 2016/);
    expect(text).toContain(
      '*Studied in SUN1111:* pancreatic NET · differentiation well · progression within 12 months',
    );
    expect(text).toMatch(
      /\n\n---\n\n\[Angelousi 2017\]\(<https:.*>\) · \[Raymond 2011\]\(<https:.*>\) \(newest: .*label 2017\) · pnet-2026\.\d+, as of 2026-06-30$/,
    );
  });

  it('says who was let in and who was kept out, and tells a finding that carries both supports once', async () => {
    const text = await shown(sequence('177Lu-dota┆tate'));
    expect(text).toMatch(
      /\*Studied in NETTER-2:\* gastroenteropancreatic NET · .*; excluded before: any systemic therapy/,
    );
    expect(text).toContain('**The agent: randomised** — the same ceiling, by NETTER-2 as above');
    expect(text.match(/HR 0\.276/g)).toHaveLength(1);
    expect(await shown(sequence('everolimus -> cabo┆zantinib on progression'))).toMatch(
      /; required before: everolimus, sunitinib or \d more/,
    );
  });

  it('puts what carries the step after other predecessors on one line', async () => {
    const text = await shown(
      sequence(
        'one of { when growth rapid: STZ/5-FU  when ki67 > 10%: sunitinib  otherwise: lanreotide } -> ever┆olimus on progression',
      ),
    );
    expect(text).toMatch(
      /^\*Also\* after sunitinib: retrospective only.* \(ceiling ESMO IV\); after lanreotide: randomised, prior allowed.* \(ceiling ESMO II\)/m,
    );
  });

  it('judges what is to be avoided in its place', async () => {
    const text = await shown(
      `evidence pnet as of 2026-06-30\n${population}avoid palbo┆ciclib after everolimus for q [III, D]`,
    );
    expect(text).toMatch(/^\*\*Palbociclib after everolimus\*\*/);
    expect(text).toContain('the findings speak against it');
    expect(await shown(`${population}avoid palbo┆ciclib for q [III, D]`)).toMatch(
      /^\*\*Palbociclib\*\*\n\nCDK4/,
    );
  });

  it('cites the trial with its links', async () => {
    const text = await shown(sequence('everolimus -> cabo┆zantinib on progression'));
    expect(text).toMatch(/CABINET.*HR 0\.23/);
    expect(text).toMatch(
      /\[Chan 2025\]\(<https:\/\/doi\.org\/10\.1056\/NEJMoa2403991>\) \(newest: .*\) · \[NCT03375320\]/,
    );
  });

  it('sees no trial that was not public by the date', async () => {
    const text = await shown(sequence('everolimus -> cabo┆zantinib on progression', '2016-04-10'));
    expect(text).not.toContain('CABINET');
    expect(text).toContain('as of 2016-04-10');
    expect(text).not.toMatch(/no evidence/i);
  });

  it('takes no more than eight lines, one for the class and one for the sources', async () => {
    const paths = [
      'lanreotide -> everolimus on progression -> suni┆tinib on progression',
      'ever┆olimus',
      'ss┆a',
      'one of { when growth rapid: STZ/5-FU  when ki67 > 10%: sunitinib  otherwise: lanreotide } -> ever┆olimus on progression',
    ];
    for (const path of paths) {
      const [above = '', below = ''] = (await shown(sequence(path))).split('\n\n---\n\n');
      expect(
        above
          .split('\n')
          .filter((line) => line.trim() !== '' && !line.startsWith('*Not this treatment:*')).length,
        path,
      ).toBeLessThanOrEqual(8);
      expect(below.split('\n')).toHaveLength(1);
    }
  });

  it('says the same to an editor without Markdown', async () => {
    const text = plain(await shown(sequence('everolimus -> cabo┆zantinib on progression')));
    expect(text).toMatch(
      /^Cabozantinib after everolimus · second line\n\nHere: randomised after failure/,
    );
    expect(text).not.toContain('---');
    expect(text).toContain('Chan 2025 (https://doi.org/10.1056/NEJMoa2403991)');
  });

  it('tells what a background treatment, a class and a non-systemic step are', async () => {
    expect(
      await shown(sequence('lanreotide -> everolimus with octre┆otide on progression')),
    ).toMatch(/^\*\*Octreotide\*\*/);
    expect(await shown(`${population}sequence s for q after ss┆a { everolimus }`)).toMatch(
      /· class/,
    );
    expect(await shown(sequence('everolimus -> best-support┆ive-care on progression'))).toContain(
      'not appraised',
    );
  });

  it('says of an unknown treatment what it may be', async () => {
    const text = await shown(sequence('everolimus -> sunitnib┆ on progression'));
    expect(text).toMatch(/sunitnib\*\* is not a treatment of .*Did you mean sunitinib/);
  });
});

describe('hover on the words around it', () => {
  it('tells the history on the arrow', async () => {
    const text = await shown(
      sequence('lanreotide -> everolimus on progression -┆> sunitinib on progression'),
    );
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

  it('reads a grade in the system that its bracket names, level and letter of one word apart', async () => {
    const nccn = await shown(sequence('everolimus [nccn: 2┆A]'));
    expect(nccn).toContain('uniform consensus of the panel');
    expect(nccn).toContain('ceiling NCCN 1 · ESMO I');
    const enets = await shown(sequence('everolimus [oxford: 2b┆-A]'));
    expect(enets).toContain('**2b** · one cohort study');
    expect(enets).toContain('**A** · consistent level 1 studies');
    expect(enets).toContain('ceiling Oxford 2009 1b · ESMO I');
  });

  it('tells of a citation what was found, who had been treated before, and how it bears on the step', async () => {
    const text = await shown(sequence('everolimus -> sunitinib on progression @SUN┆1111'));
    expect(text).toMatch(/^\*\*SUN1111\*\* · randomised · double-blind · phase 3 · n = 171/);
    expect(text).toContain('HR 0.42 (0.26–0.66)');
    expect(text).toContain('*Here:* not studied after this step');
    expect(text).toMatch(/Raymond E, et al\..*2011/);
    expect(await shown(sequence('everolimus -> sunitinib on progression @SUN111┆2'))).toMatch(
      /is not in pnet.*Did you mean/,
    );
  });

  it('tells the studied ranges of an attribute, the values of a criterion, and populations in words', async () => {
    expect(await shown('population p { tumour pancreatic-net ki6┆7 <= 20% }')).toMatch(
      /^\*\*Ki-67\*\*.*\n\n\*Values:\* 0 to 100 %.*\n\*Studied:\* .*CLARINET/,
    );
    expect(await shown('population p { tumour pancreatic-n┆et }')).toMatch(/\*Part of:\*/);
    expect(await shown(`${population}sequence s for q┆ { everolimus }`)).toContain(
      'tumour pancreatic-net, grade G1 or G2',
    );
  });

  it('tells who an imported population is, as it is written there', async () => {
    const { text, offset } = marked(
      'import "shared.sequitur"\nsequence s for elder┆ly { everolimus }',
    );
    const view = await viewOf(text, {
      '/shared.sequitur':
        'population elderly "Older patients" { tumour pancreatic-net  performance-status 0 to 1 }',
    });
    expect(hover(view, offset)?.markdown).toBe(
      '**Older patients** · population, imported\n\ntumour pancreatic-net, performance-status 0 to 1',
    );
    expect(await shown('sequence s for nobo┆dy { everolimus }')).toContain(
      'no population `nobody`',
    );
  });

  it('begins with a capital, but for a name that has its own', async () => {
    expect(await shown('sequence s after mtor-inhi┆bitor { sunitinib }')).toMatch(
      /^\*\*mTOR inhibitor\*\* · class/,
    );
    expect(await shown('sequence s after s┆sa { sunitinib }')).toMatch(
      /^\*\*Somatostatin analogue\*\* · class/,
    );
  });

  it('shows the lines of a sequence with the support of each place', async () => {
    const text = await shown(
      `${population}sequence s "Targeted" for q { everolimus -> cabozantinib on progression }\nprefer ┆s over s`,
    );
    expect(text).toMatch(
      /^\*\*Targeted\*\* · sequence for q\n\nfirst line: everolimus — .*\nsecond line: cabozantinib — randomised after failure/,
    );
  });

  it('explains keywords, codes and settings, and says nothing in comments', async () => {
    expect(await shown('prefer a ov┆er b')).toMatch(/^\*\*over\*\*/);
    expect(await shown('accept missing-gr┆ade "draft"')).toMatch(
      /^\*\*missing-grade\*\* · .+\n\nhint, level {2}\n\*What is wrong:\* .+ {2}\n\*What to do:\* .+$/,
    );
    expect(await shown('evidence pnet as of 2016-04-┆10')).toContain(
      'as of **2016-04-10** (from the file)',
    );
    expect(await shown('# sunit┆inib')).toBe('');
  });

  it('shows names and titles of a document as text, never as Markdown', async () => {
    const text = await shown(
      `${population}sequence s "[x](https://example.org) *now*" for q { everolimus }\nprefer s┆ over s`,
    );
    expect(text).toContain('\\[x\\](https://example.org) \\*now\\*');
  });
});

describe('the line of a citation', () => {
  it('begins with the first author, or with the study where nobody saw the authors', () => {
    const reports = embeddedBase().studies.flatMap((study) =>
      study.reports.map((report) => ({ study, report })),
    );
    const unseen = reports.filter(({ report }) => report.report.citation.author.length === 0);
    expect(unseen.length).toBeGreaterThan(0);
    for (const { study, report } of reports) {
      const [first] = report.report.citation.author;
      const name =
        first === undefined ? study.study.acronym : (first.literal ?? first.family ?? '');
      expect(citationLine(report).startsWith(escaped(name)), citationLine(report)).toBe(true);
    }
  });
});
