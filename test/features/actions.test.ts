import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../server/src/checks/result-types.ts';
import { supportsOf } from '../../server/src/checks/sequence-supports.ts';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import {
  type Action,
  actions,
  repairAll,
  type TextEdit,
} from '../../server/src/features/code-action/fixes.ts';
import { lenses } from '../../server/src/features/code-lens/supports.ts';
import { links } from '../../server/src/features/document-link.ts';
import { inlayHints } from '../../server/src/features/inlay-hint.ts';
import { parse } from '../../server/src/syntax/parser.ts';
import type { Span } from '../../server/src/syntax/tree.ts';
import { population, viewOf } from './view.ts';

const apply = (text: string, edits: readonly TextEdit[]) =>
  [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce(
      (done, { span, text: by }) => done.slice(0, span.start) + by + done.slice(span.end),
      text,
    );

/**
 * The edits of an acceptance as a client without stops makes them, and the author's reason between
 * the quotation marks.
 */
const withReason = (action: Action | undefined): readonly TextEdit[] =>
  (action?.edits ?? []).map((edit) => ({
    ...edit,
    text: edit.text.replace('""', '"The panel agreed."'),
  }));

const overclaim = `evidence pnet as of 2026-06-30\n${population}sequence s for q { everolimus [I, A] @RADIANT-3 -> sunitinib on progression [I, A] here [I, A] @SUN1111 }`;

describe('actions on a finding', () => {
  it('offer its repair, which lowers the claim', async () => {
    const { source, diagnostics } = await viewOf(overclaim);
    const found = diagnostics.find(({ code }) => code === 'position-overclaim');
    expect(found).toBeDefined();
    const offered = actions(source, diagnostics, found?.span ?? { start: 0, end: 0 });
    const repair = offered.find(
      ({ kind, diagnostic }) => kind === 'repair' && diagnostic === found,
    );
    expect(apply(source.text, repair?.edits ?? [])).toMatch(/here \[IV/);
  });

  it('offer to accept it on the step, after its last clause, and the check then finds it accepted', async () => {
    const { source, diagnostics } = await viewOf(overclaim);
    const found = diagnostics.find(({ code }) => code === 'position-overclaim');
    const accept = actions(source, diagnostics, found?.span ?? { start: 0, end: 0 }).find(
      ({ kind, diagnostic }) => kind === 'accept' && diagnostic === found,
    );
    const begun = apply(source.text, accept?.edits ?? []);
    expect(begun).toContain('@SUN1111 accept position-overclaim "" }');
    expect(accept?.edits.map(({ snippet }) => snippet)).toEqual([
      [' ', 'accept position-overclaim "', { values: [''] }, '"'],
    ]);
    const typing = await viewOf(begun);
    expect(typing.diagnostics.find(({ code }) => code === 'position-overclaim')?.accepted).toBe(
      null,
    );
    const again = await viewOf(apply(source.text, withReason(accept)));
    expect(again.diagnostics.find(({ code }) => code === 'position-overclaim')?.accepted).toBe(
      'The panel agreed.',
    );
    expect(again.diagnostics.filter(({ code }) => code === 'syntax')).toEqual([]);
  });

  it('accept for the whole file above its declarations, also where a directive stands below one', async () => {
    const text = `${population}sequence s for q { everolimus }\ngrading esmo\n`;
    const { source, diagnostics } = await viewOf(text);
    const [error] = diagnostics.filter(({ code }) => code === 'syntax');
    const elsewhere: Diagnostic = {
      ...(error as Diagnostic),
      code: 'stale-pin',
      span: { start: text.length - 1, end: text.length },
    };
    const [accept] = actions(source, [elsewhere], elsewhere.span).filter(
      ({ kind }) => kind === 'accept',
    );
    const after = await viewOf(apply(text, withReason(accept)));
    expect(after.source.text).toMatch(/^accept stale-pin "The panel agreed."\npopulation/);
    expect(after.diagnostics.filter(({ code }) => code === 'syntax')).toHaveLength(1);
  });

  it('keep the margin of a quoted block', async () => {
    const block = `${population}sequence s for q { everolimus [I, A] }`.split('\n');
    const text = `> ~~~\n> ${block.join('\n> ')}\n`;
    const lines: Span[] = [];
    for (let start = 6; start < text.length; start = text.indexOf('\n', start) + 1)
      lines.push({ start: start + 2, end: text.indexOf('\n', start) + 1 });
    const region = { start: 8, end: text.length, lines };
    const source = parse(text, [region]);
    expect(source.errors).toEqual([]);
    const about = { code: 'stale-pin', span: { start: 0, end: 0 }, fixes: [], accepted: null };
    const [accept] = actions(source, [about as unknown as Diagnostic], { start: 0, end: 0 });
    expect(apply(text, withReason(accept))).toContain(
      '> ~~~\n> accept stale-pin "The panel agreed."\n> population',
    );
  });

  it('offer no acceptance of a syntax error, and nothing on what is accepted', async () => {
    const { source, diagnostics } = await viewOf('sequence s { everolimus -> }');
    const [error] = diagnostics.filter(({ code }) => code === 'syntax');
    expect(
      actions(source, diagnostics, error?.span ?? { start: 0, end: 0 }).filter(
        ({ kind, diagnostic }) => kind === 'accept' && diagnostic === error,
      ),
    ).toEqual([]);
    const accepted = diagnostics.map((one) => ({ ...one, accepted: 'reason' }));
    expect(actions(source, accepted, { start: 0, end: source.text.length })).toEqual([]);
  });
});

describe('in every example and fixture', () => {
  const root = path.join(import.meta.dirname, '..', '..');
  const files = ['examples', 'test/fixtures'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.sequitur'))
      .map((file) => path.join(folder, file)),
  );
  const known = (diagnostics: readonly Diagnostic[]) =>
    diagnostics.filter(({ code }) => code === 'syntax').length;

  it.each(files)(
    'each action of %s leaves a text that can be read, and does what it says',
    async (file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const { source, diagnostics } = await viewOf(text);
      for (const action of actions(source, diagnostics, { start: 0, end: text.length })) {
        const edits = action.kind === 'accept' ? withReason(action) : action.edits;
        const after = await viewOf(apply(text, edits));
        expect(
          known(after.diagnostics),
          `${action.title}: ${apply(text, edits)}`,
        ).toBeLessThanOrEqual(known(diagnostics));
        if (action.kind !== 'accept') continue;
        const { code } = action.diagnostic ?? {};
        expect(
          after.diagnostics.some(
            (one) => one.code === code && one.accepted === 'The panel agreed.',
          ),
          `${action.title} in ${apply(text, edits)}`,
        ).toBe(true);
      }
    },
  );
});

describe('all repairs at once', () => {
  const finding = (start: number, end: number, text: string, safe = true): Diagnostic => ({
    code: 'missing-trigger',
    severity: 'warning',
    span: { start, end },
    message: '',
    help: '',
    notes: [],
    remark: null,
    related: [],
    facts: [],
    fixes: [{ title: 'Repair', safe, edits: [{ span: { start, end }, text }] }],
    accepted: null,
    fingerprint: `${start}`,
  });

  it('takes the safe ones, and of two that touch the first', () => {
    const all = repairAll([
      finding(0, 3, 'one'),
      finding(2, 5, 'two'),
      finding(5, 8, 'three'),
      finding(10, 12, 'four', false),
    ]);
    expect(all?.edits.map(({ text }) => text)).toEqual(['one', 'three']);
    expect(repairAll([finding(0, 3, 'x', false)])).toBeNull();
  });
});

describe('what is shown beside the text', () => {
  const text = `evidence pnet as of 2026-06-30\n${population}sequence s for q { everolimus @RADIANT-3 -> cabozantinib on progression @CABINET -> best-supportive-care on progression }`;

  it('gives line of therapy and support at each systemic step', async () => {
    const view = await viewOf(text);
    const hints = inlayHints(view, { start: 0, end: text.length });
    expect(hints.map(({ label }) => label)).toEqual([
      '1L',
      '2L',
      '––',
      'everolimus: randomised, some patients untreated, no difference shown, disputed',
      'cabozantinib: randomised after failure',
    ]);
    expect(text.slice(0, hints[1]?.offset).endsWith('-> ')).toBe(true);
    expect(inlayHints(view, { start: 0, end: 10 })).toEqual([]);
  });

  it('moves nothing but the treatments, each by the same width: the support stands at the end of its line', async () => {
    const lines = [
      '  everolimus                              [I, A]  # by whom?\r',
      '  -> cabozantinib on progression          [I, A]',
      '     because "It was studied there."',
      '  -> any of { sunitinib on progression,',
      '              177Lu-dotatate on progression }',
      '  -> best-supportive-care on progression  consensus 11 of 12',
    ];
    const view = await viewOf(`${population}sequence s for q {\n${lines.join('\n')}\n}`);
    const hints = inlayHints(view, { start: 0, end: view.source.text.length });
    const before = hints.filter(({ side }) => side === 'before').map(({ label }) => label);
    expect(before).toEqual(['1L', '2L', '3L', '3L', '––']);
    const ends = hints.filter(({ side }) => side === 'behind').map(({ offset }) => offset);
    expect(ends.map((offset) => view.source.text.slice(0, offset).split('\n').at(-1))).toEqual([
      lines[0]?.slice(0, -1),
      lines[2],
      lines[3],
      lines[4],
    ]);
    expect(ends.map((offset) => view.source.text.charAt(offset))).toEqual(['\r', '\n', '\n', '\n']);
  });

  it('sums up each sequence', async () => {
    const { source, transitions } = await viewOf(text);
    const [lens] = lenses(supportsOf(embeddedBase(), source.declarations, transitions));
    expect(lens?.title).toMatch(/^2 transitions: .*1 randomised after failure/);
    expect(text.slice(lens?.span.start, lens?.span.end)).toBe('s');
  });

  it('links citations and files', async () => {
    const { base } = await viewOf(text);
    const found = links(
      parse(
        'import "b.sequitur" sequence s { everolimus @RADIANT-3 @doi:10.1000/x @pmid:12345 @nct:NCT00000001 @UNKNOWN }',
      ),
      base,
      '2026-06-30',
    );
    expect(
      found.map(({ target }) => (target.kind === 'web' ? target.address : target.relative)),
    ).toEqual([
      'b.sequitur',
      expect.stringMatching(/^https:\/\//),
      'https://doi.org/10.1000/x',
      'https://pubmed.ncbi.nlm.nih.gov/12345/',
      'https://clinicaltrials.gov/study/NCT00000001',
    ]);
  });
});
