/**
 * One support, one name: every surface says of the transitions of real documents what
 * `wording/support` says.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rungName } from '../../server/src/appraisal/rungs.ts';
import { createEngine } from '../../server/src/checks/engine.ts';
import type { AppraisedTransition, FileResult } from '../../server/src/checks/result-types.ts';
import { supportsOf } from '../../server/src/checks/sequence-supports.ts';
import { lenses } from '../../server/src/features/code-lens/supports.ts';
import type { View } from '../../server/src/features/document-view.ts';
import { hover } from '../../server/src/features/hover/hover.ts';
import { inlayHints } from '../../server/src/features/inlay-hint.ts';
import type { BoundFile, StepNode } from '../../server/src/model/bound-file.ts';
import { Lines } from '../../server/src/text/lines.ts';
import { plain } from '../../server/src/text/markdown-escape.ts';
import { previewOf } from '../../server/src/views/diagram/preview.ts';
import { verdict } from '../../server/src/views/explanation.ts';
import { markInWords } from '../../server/src/views/gap-map/gap-map-words.ts';
import { reportOf } from '../../server/src/views/report/model.ts';
import { stepsOf } from '../../server/src/views/snapshot/file.ts';
import { snapshotOfResults } from '../../server/src/views/snapshot/snapshot.ts';
import { placeKind, positionName, verdictOf } from '../../server/src/wording/support.ts';
import { memoryHost } from '../../server/src/workspace/host.ts';

const root = path.join(import.meta.dirname, '..', '..');
const engine = createEngine({ host: memoryHost({ files: new Map(), today: '2026-11-23' }) });

interface Judged {
  readonly text: string;
  readonly result: FileResult;
  readonly view: View;
  readonly bound: BoundFile;
  /** The transitions of each step that is appraised. */
  readonly steps: ReadonlyMap<StepNode, readonly AppraisedTransition[]>;
}

async function judged(file: string): Promise<Judged> {
  const text = readFileSync(file, 'utf8');
  const result = await engine.check(`/${path.basename(file)}`, text);
  const { bound } = result;
  if (bound === null) throw new Error(result.error ?? 'the file has no meaning');
  const steps = new Map<StepNode, AppraisedTransition[]>();
  for (const one of result.transitions) {
    const { node } = one.transition;
    if (node === null || !one.appraisal.appraised) continue;
    steps.set(node, [...(steps.get(node) ?? []), one]);
  }
  return {
    text,
    result,
    bound,
    view: { ...result, bound, source: bound.source, imported: [] },
    steps,
  };
}

const documents = ['examples', 'test/fixtures/published', 'test/fixtures/report'].flatMap(
  (folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.sequitur'))
      .map((name) => path.join(root, folder, name)),
);

describe.each(documents.map((file) => [path.basename(file), file] as const))('%s', (_, file) => {
  const named = (of: Judged): readonly string[] =>
    [...of.steps.values()].flat().map((one) => positionName(of.result.base, one));

  it('is judged somewhere, or holds nothing to judge', async () => {
    const { steps, result } = await judged(file);
    expect(steps.size > 0).toBe(result.transitions.some(({ appraisal }) => appraisal.appraised));
  });

  it('hovers over each treatment with the name of its support', async () => {
    const { steps, view, result } = await judged(file);
    for (const [node, [first]] of steps) {
      const [treatment] = node.syntax?.regimen.treatments ?? [];
      if (treatment === undefined || first === undefined) continue;
      const shown = plain(hover(view, treatment.start)?.markdown ?? '');
      const label = placeKind(first.transition) === 'position' ? 'Here' : 'The agent';
      expect(shown).toContain(`${label}: ${positionName(result.base, first)}`);
    }
  });

  it('hints at the end of each line with the name of a support of its step', async () => {
    const { steps, view, text, result } = await judged(file);
    const hints = inlayHints(view, { start: 0, end: text.length })
      .filter(({ side }) => side === 'behind')
      .map(({ label }) => label);
    const names = new Set([...steps.values()].flat().map((one) => positionName(result.base, one)));
    expect(hints).toHaveLength(
      [...steps.keys()].filter(({ treatment }) => treatment.systemic).length,
    );
    expect(hints.filter((label) => ![...names].some((name) => label.endsWith(name)))).toEqual([]);
  });

  it('counts above each sequence what the steps are named', async () => {
    const { result, view } = await judged(file);
    const supports = supportsOf(result.base, view.source.declarations, result.transitions);
    for (const [index, { title }] of lenses(supports).entries()) {
      const counts = supports[index]?.counts ?? [];
      for (const { name, count } of counts) expect(title).toContain(`${count} ${name}`);
    }
  });

  it('stands in snapshot and report with the same names', async () => {
    const all = await judged(file);
    const snapshot = snapshotOfResults([{ result: all.result, path: file }], 'test');
    const inSnapshot = snapshot.files
      .flatMap((one) => stepsOf(one))
      .flatMap(({ transitions }) => transitions)
      .filter(({ appraised }) => appraised)
      .map(({ position }) => position.name);
    expect(inSnapshot.toSorted()).toEqual([...named(all)].toSorted());
    const words = JSON.stringify(reportOf(snapshot, { tool: 'test' }));
    expect(
      named(all).filter((name) => !words.includes(JSON.stringify(`${name} (`).slice(0, -1))),
    ).toEqual([]);
  });

  it('is drawn with the same names', async () => {
    const all = await judged(file);
    const lines = new Lines(all.text);
    const preview = previewOf({
      ...all.result,
      bound: all.bound,
      at: null,
      range: (span) => lines.range(span),
    });
    const drawn = preview.sequences.flatMap(({ evidence }) =>
      evidence.map(({ here }) => here.word),
    );
    expect(drawn.filter((word) => !named(all).includes(word))).toEqual([]);
  });

  it('is told by the gap map and the terminal in the same words', async () => {
    const { steps, result } = await judged(file);
    for (const one of [...steps.values()].flat()) {
      const { position } = one.appraisal;
      const name = positionName(result.base, one);
      const excluded = position.flags.includes('excluded');
      const first = one.transition.history.predecessor === null;
      const kind = placeKind(one.transition);
      const mark = markInWords(verdictOf(position), excluded).replace(/^in favour(?:, )?/, '');
      const rung =
        position.rung === 'SX'
          ? `not in the base as of ${one.appraisal.asOf}`
          : rungName(result.base.ladder, position.rung, kind, first);
      expect(mark === '' ? rung : `${rung}, ${mark}`).toBe(name);
      const told = verdict(one, result.base);
      expect(told).toContain(position.rung === 'SX' ? `is ${rung}: ` : `: ${name}`);
    }
  });
});
