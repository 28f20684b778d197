import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newEditMemo } from '../../server/src/checks/edited-text.ts';
import { createEngine } from '../../server/src/checks/engine.ts';
import type { Diagnostic, FileResult } from '../../server/src/checks/result-types.ts';
import { supportsOf } from '../../server/src/checks/sequence-supports.ts';
import type { Update } from '../../server/src/checks/update.ts';
import { lenses } from '../../server/src/features/code-lens/supports.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { inlayHints } from '../../server/src/features/inlay-hint.ts';
import type { Span } from '../../server/src/syntax/tree.ts';
import type { Host } from '../../server/src/workspace/host.ts';
import { type Edit, edited, edits, guidelines } from '../syntax/edits.ts';

const files = new Map<string, string>();
const host: Host = {
  readFile: async (path) => {
    const text = files.get(path);
    return text === undefined
      ? { kind: 'failed', reason: 'missing' }
      : { kind: 'bytes', bytes: new TextEncoder().encode(text) };
  },
  list: async () => [],
  today: () => '2026-11-23',
  log: () => {},
};

/**
 * A finding with its places alone: what else an object with a start and an end holds is no part of
 * it.
 */
function plain(one: Diagnostic) {
  const place = ({ start, end }: Span) => ({ start, end });
  const fixes = one.fixes.map((fix) => ({
    ...fix,
    edits: fix.edits.map(({ span, text }) => ({ span: place(span), text })),
  }));
  return {
    ...one,
    span: place(one.span),
    related: one.related.map((each) => ({ ...each, span: place(each.span) })),
    fixes,
  };
}

/** What anyone can see of a result: findings and transitions, in order. */
function seen({ error, bound, transitions, preferences, diagnostics }: FileResult) {
  return {
    error,
    diagnostics: diagnostics.map(plain),
    preferences: preferences.map((each) => ({
      ...each,
      span: { start: each.span.start, end: each.span.end },
    })),
    problems: bound?.problems,
    source: bound?.source,
    populations: bound?.populations.map(({ name, used }) => ({ name, used })),
    sequences: bound?.sequences.map(({ name, population, nodes }) => ({
      name,
      population: population.name,
      nodes: nodes.map(({ syntax, treatment, triggerSpan, line }) => ({
        syntax,
        span: treatment.span,
        key: treatment.key,
        triggerSpan,
        line,
      })),
    })),
    transitions: transitions.map(({ transition, appraisal, claimed, here, citations }) => ({
      ...{
        key: transition.key,
        span: transition.span,
        sequence: transition.sequence,
        claimed,
        here,
        citations,
      },
      step: transition.node?.syntax,
      path: transition.history.path.map(({ key, span }) => ({
        key,
        start: span.start,
        end: span.end,
      })),
      rungs: [appraisal.agent.rung, appraisal.position.rung],
    })),
  };
}

function sourceOf({ bound }: FileResult) {
  if (bound === null) throw new Error('not bound');
  return bound.source;
}

/** Edits a text step by step with one memo; `each` sees every version. */
async function editing(
  text: string,
  changes: readonly Edit[],
  each: (now: string, update: Update) => Promise<void>,
): Promise<void> {
  const engine = createEngine({ host });
  const memo = newEditMemo();
  let now = text;
  await each(now, await engine.update('file.sequitur', now, memo));
  for (const edit of changes) {
    now = edited(now, edit);
    await each(now, await engine.update('file.sequitur', now, memo));
  }
}

test('after any edits, the findings and transitions are those of a fresh check', async () => {
  const fresh = createEngine({ host });
  await fc.assert(
    fc.asyncProperty(
      guidelines,
      fc.array(edits, { minLength: 1, maxLength: 6 }),
      async (text, changes) => {
        await editing(text, changes, async (now, update) => {
          const expected = await fresh.check('file.sequitur', now);
          expect({ now, found: update.diagnostics().shown.map(plain) }).toEqual({
            now,
            found: expected.diagnostics.map(plain),
          });
          expect(seen(update.whole())).toEqual(seen(expected));
          expect(update.summaries()).toEqual(expected.summaries ?? []);
        });
      },
    ),
    { numRuns: 120 },
  );
}, 240_000);

test('the words at a place are the same with what is around it as with the whole', async () => {
  const fresh = createEngine({ host });
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(guidelines, edits, place, async (text, edit, where) => {
      await editing(text, [edit], async (now, update) => {
        const offset = Math.floor(where * now.length);
        const around = update.within({ start: offset, end: offset });
        const expected = await fresh.check('file.sequitur', now);
        expect(hover({ ...around, source: sourceOf(around), imported: [] }, offset)).toEqual(
          hover({ ...expected, source: sourceOf(expected), imported: [] }, offset),
        );
      });
    }),
    { numRuns: 120 },
  );
}, 240_000);

test('lenses and hints after an edit are those of the whole', async () => {
  const fresh = createEngine({ host });
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(guidelines, edits, place, place, async (text, edit, one, other) => {
      await editing(text, [edit], async (now, update) => {
        const [start, end] = [one, other]
          .map((where) => Math.floor(where * now.length))
          .sort((a, b) => a - b);
        const span = { start: start ?? 0, end: end ?? 0 };
        const expected = await fresh.check('file.sequitur', now);
        expect(lenses(update.supports())).toEqual(
          lenses(supportsOf(expected.base, sourceOf(expected).declarations, expected.transitions)),
        );
        const within = update.within(span);
        expect(inlayHints({ ...within, source: sourceOf(within), imported: [] }, span)).toEqual(
          inlayHints({ ...expected, source: sourceOf(expected), imported: [] }, span),
        );
      });
    }),
    { numRuns: 120 },
  );
}, 240_000);

test('of many findings, the gravest are shown, whatever they were found with', async () => {
  await fc.assert(
    fc.asyncProperty(
      guidelines,
      edits,
      fc.integer({ min: 0, max: 6 }),
      async (text, edit, most) => {
        await editing(text, [edit], async (_, update) => {
          const { shown, all } = update.diagnostics(most);
          const every = update.diagnostics().shown;
          expect(all).toBe(every.length);
          if (all <= most) return expect(shown).toEqual(every);
          const rank = ({ severity }: Diagnostic) =>
            ['error', 'warning', 'information', 'hint'].indexOf(severity);
          const open = every.filter(({ accepted }) => accepted === null);
          const gravest = open.map(rank).sort((a, b) => a - b);
          expect(shown.map(rank).sort((a, b) => a - b)).toEqual(gravest.slice(0, most));
          for (const one of shown) expect(open.map(plain)).toContainEqual(plain(one));
        });
      },
    ),
    { numRuns: 100 },
  );
}, 240_000);

test('a text of many runs is checked as a whole one is, whatever is edited in it', async () => {
  const fresh = createEngine({ host });
  const treatments = [
    'everolimus',
    'sunitinib [I, A] @SUN1111',
    'lanreotide',
    'cabozantinib',
    '177Lu-dotatate',
    'octreotide',
  ];
  const parts = Array.from(
    { length: 700 },
    (_, index) =>
      `sequence s${index} for p { ${treatments[index % 5]} -> ${treatments[(index * 7) % 6]} on progression }\n`,
  );
  const text = `guideline "Long"\npopulation p { tumour pancreatic-net  grade G1, G2 }\n${parts.join('')}`;
  await fc.assert(
    fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 4 }), async (changes) => {
      await editing(text, changes, async (now, update) => {
        const expected = await fresh.check('file.sequitur', now);
        expect(update.diagnostics().shown.map(plain)).toEqual(expected.diagnostics.map(plain));
        expect(lenses(update.supports())).toEqual(
          lenses(supportsOf(expected.base, sourceOf(expected).declarations, expected.transitions)),
        );
      });
      const engine = createEngine({ host });
      const memo = newEditMemo();
      await engine.update('file.sequitur', text, memo);
      const now = changes.reduce(edited, text);
      const update = await engine.update('file.sequitur', now, memo);
      expect(seen(update.whole())).toEqual(seen(await fresh.check('file.sequitur', now)));
    }),
    { numRuns: 5 },
  );
}, 240_000);

test('a check that an edit overtakes half-way leaves nothing wrong behind, and places can be asked before it ends', async () => {
  const fresh = createEngine({ host });
  const treatments = [
    'everolimus',
    'sunitinib [I, A] @SUN1111',
    'lanreotide',
    'cabozantinib',
    '177Lu-dotatate',
  ];
  const parts = Array.from(
    { length: 600 },
    (_, index) =>
      `sequence s${index} for p { ${treatments[index % 5]} -> ${treatments[index % 4]} }\n`,
  );
  const text = `guideline "Long"\npopulation p { tumour pancreatic-net  grade G1, G2 }\n${parts.join('')}`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(edits, fc.nat(4)), { minLength: 1, maxLength: 3 }),
      fc.nat(text.length),
      async (changes, offset) => {
        const engine = createEngine({ host });
        const memo = newEditMemo();
        let now = text;
        let update = await engine.update('file.sequitur', now, memo);
        for (const [edit, turns] of changes) {
          for (let turn = 0; turn < turns; turn++) update.advance();
          now = edited(now, edit);
          update = await engine.update('file.sequitur', now, memo);
        }
        const place = { start: offset, end: offset };
        const early = update.within(place);
        const around = { ...seen({ ...early, diagnostics: [] }), preferences: [], problems: [] };
        while (update.advance());
        const late = update.within(place);
        expect(around).toEqual({
          ...seen({ ...late, diagnostics: [] }),
          preferences: [],
          problems: [],
        });
        const expected = await fresh.check('file.sequitur', now);
        expect(update.diagnostics().shown.map(plain)).toEqual(expected.diagnostics.map(plain));
      },
    ),
    { numRuns: 5 },
  );
}, 240_000);
