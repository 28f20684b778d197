import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportCsv } from '../../../server/src/output/report/csv.ts';
import { reportHtml } from '../../../server/src/output/report/html.ts';
import { reportMarkdown } from '../../../server/src/output/report/markdown.ts';
import { escaped } from '../../../server/src/text/markdown-escape.ts';
import { markup } from '../../../server/src/text/xml-escape.ts';
import { reportOf } from '../../../server/src/views/report/model.ts';
import type { Report } from '../../../server/src/views/report/types.ts';
import { standingWords } from '../../../server/src/wording/report.ts';
import { random } from '../diff/changes.ts';
import { taken } from '../snapshot/taken.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
const documents = ['examples', 'test/fixtures/published', 'test/fixtures/report'].flatMap(
  (folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.sequitur'))
      .map((name) => [name, readFileSync(path.join(root, folder, name), 'utf8')] as const),
);
const noPictures = { svg: () => undefined };
const html = (report: Report): string => reportHtml(report, noPictures, 'none');

/** Fields of RFC 4180, all of them quoted. */
function csvRows(text: string): readonly Readonly<Record<string, string>>[] {
  const rows = text
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, field = '']) =>
        field.replaceAll('""', '"').replace(/^'(?=[=+\-@])/, ''),
      ),
    );
  const [heads = [], ...lines] = rows;
  return lines.map((fields) => {
    expect(fields).toHaveLength(heads.length);
    return Object.fromEntries(heads.map((head, index) => [head, fields[index] ?? '']));
  });
}
/** The part of a page between an anchor and the end of its step. */
function stepPart(page: string, anchor: string): string {
  const from = page.indexOf(` id="${markup(anchor)}">`);
  return page.slice(from, page.indexOf('</article>', from));
}

const next = random(7);
describe.each(documents)('%s', (name, text) => {
  test('says the same as HTML, Markdown, CSV and JSON', async () => {
    // Some steps accept what is found, so that decisions are among the facts.
    const decided = text.replace(/ @[\w-]+(?=\s*\n)/g, (cited) =>
      next() < 0.5 ? `${cited} accept prior-not-studied "the panel = 7 | agreed"` : cited,
    );
    const report: Report = JSON.parse(
      JSON.stringify(reportOf(await taken({ [name]: decided }), { tool: 'test' })),
    );
    const [page, prose, rows] = [html(report), reportMarkdown(report), csvRows(reportCsv(report))];
    const steps = report.documents.flatMap(({ sequences }) =>
      sequences.flatMap((one) => one.steps),
    );
    expect(new Set(rows.map(({ step }) => step))).toEqual(new Set(steps.map(({ id }) => id)));
    for (const step of steps) {
      const own = rows.filter((row) => row.step === step.id);
      expect(
        own
          .filter(({ study }) => study !== '')
          .map(({ study, role, result }) => [study, role, result]),
      ).toEqual(step.studies.map(({ acronym, role, effect }) => [acronym, role, effect ?? '']));
      expect(own.every(({ standing }) => standing === step.standing)).toBe(true);
      const part = stepPart(page, step.anchor);
      expect(part).toContain(standingWords[step.standing]);
      for (const { acronym, role, effect, doi } of step.studies) {
        expect(part).toContain(markup(acronym));
        if (role !== 'held back' && effect !== null) expect(part).toContain(markup(effect));
        if (role !== 'held back' && doi !== null) expect(part).toContain(markup(doi));
        expect(prose).toContain(escaped(acronym).replaceAll('|', '\\|'));
      }
      for (const words of [...step.because, ...step.cautions]) {
        expect(part).toContain(markup(words));
        expect(prose).toContain(escaped(words));
      }
    }
    for (const { message } of report.findings) expect(prose).toContain(escaped(message));
  });

  test('counts in its header what its lists hold', async () => {
    const report = reportOf(await taken({ [name]: text }), { tool: 'test' });
    const page = html(report);
    const { numbers, findingCounts, findings } = report;
    const articles = (wanted: string): number =>
      page.split(`<article class="step ${wanted}`).length - 1;
    expect(articles('')).toBe(numbers.steps);
    expect(articles('supported')).toBe(numbers.supported);
    expect(articles('treatment-only')).toBe(numbers['treatment only']);
    expect(articles('not-in-the-base')).toBe(numbers['not in the base']);
    expect(articles('disputed')).toBe(numbers.disputed);
    const { steps, ...standings } = numbers;
    expect(Object.values(standings).reduce((sum, count) => sum + count, 0)).toBe(steps);
    expect(findingCounts.open + findingCounts.accepted + findingCounts.baseline).toBe(
      findings.length,
    );
    expect(page).toContain(`<li><b>${steps}</b>`);
  });
});

test('anchors outlive inserted lines and changed grades', async () => {
  const text = documents.find(([name]) => name === 'pancreatic-net.sequitur')?.[1] ?? '';
  const anchors = async (of: string): Promise<readonly string[]> =>
    [
      ...html(reportOf(await taken({ 'a.sequitur': of }), { tool: 'test' })).matchAll(
        /<article[^>]* id="([^"]+)"/g,
      ),
    ].map(([, id = '']) => id);
  const before = await anchors(text);
  expect(before).toContain('targeted-agents-one-after-the-other/sunitinib-after-everolimus');
  expect(await anchors(`# one more\n\n${text.replaceAll('[I, A]', '[II, B]')}`)).toEqual(before);
});

test('of several documents, anchors keep apart what has one name', async () => {
  const text = documents[0]?.[1] ?? '';
  const page = html(
    reportOf(await taken({ 'a.sequitur': text, 'b.sequitur': text }), { tool: 'test' }),
  );
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
