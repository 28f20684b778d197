/** Completion that asks the base: treatments, citations and grades, ranked by what they carry in this place. */

import { appraise } from '../../appraisal/appraise.ts';
import { isStudied } from '../../appraisal/rungs.ts';
import { type Appraisal, type Rung, rungs, type Support } from '../../appraisal/support-types.ts';
import type { AppraisedTransition } from '../../checks/result-types.ts';
import type { Base, IndexedFinding, IndexedStudy } from '../../evidence/base-types.ts';
import { citationForm } from '../../evidence/bibliography/bibliographies.ts';
import type { Grading } from '../../evidence/gradings.ts';
import type { BoundFile, Component, Transition, Treatment } from '../../model/bound-file.ts';
import type { PathNode, SourceFile, Step } from '../../syntax/tree.ts';
import { escaped, lines, paragraphs } from '../../text/markdown-escape.ts';
import { effectInBrief } from '../../wording/effect.ts';
import { ceilingLevel } from '../../wording/gradings.ts';
import {
  citationLine,
  designInWords,
  effectLine,
  standingFindings,
  visibleReports,
} from '../../wording/study.ts';
import { rungNameInPlace } from '../../wording/support.ts';
import { dateOf, systemOf, transitionsOf, type View } from '../document-view.ts';
import { treatmentInPlace } from '../hover/position.ts';
import type { Candidate } from './candidate.ts';

/** The step that the offset is in or behind, within its sequence. */
export function stepAt(source: SourceFile, offset: number): Step | null {
  let found: Step | null = null;
  const path = (nodes: readonly PathNode[]) => {
    for (const node of nodes) {
      if (node.start > offset) return;
      if (node.kind === 'step') found = node;
      else
        for (const branch of node.branches)
          if (branch.start <= offset) path(branch.path?.nodes ?? []);
    }
  };
  for (const declaration of source.declarations) {
    if (declaration.kind !== 'sequence' || declaration.start > offset) continue;
    // While a sequence is being typed its `}` may be missing, and what is behind its last clause still belongs to it.
    const closed = source.text.charAt(declaration.end - 1) === '}';
    found = null;
    if (offset <= declaration.end || !closed) path(declaration.path?.nodes ?? []);
  }
  return found;
}

/** What completion needs to know of a text: its names, and the appraisal of the one step that the offset is in, not of the whole file. */
export function viewAround(
  bound: BoundFile,
  base: Base,
  imported: readonly SourceFile[],
  offset: number,
): View {
  const step = stepAt(bound.source, offset);
  const transitions = bound.transitions
    .filter(({ node }) => step !== null && node?.syntax === step)
    .map(
      (transition): AppraisedTransition => ({
        transition,
        appraisal: appraise(base, transition, bound.settings.asOf),
        claimed: null,
        here: null,
        citations: [],
      }),
    );
  return { source: bound.source, base, bound, transitions, diagnostics: [], imported };
}

function treatment(view: View, ids: readonly string[], like: Treatment): Treatment {
  const word = { text: '', ...like.span };
  const components = ids
    .map(
      (id): Component => ({
        id,
        known: true,
        isClass: view.base.isClass(id),
        systemic: view.base.isSystemic(id),
        word,
      }),
    )
    .sort((a, b) => view.base.order(a.id) - view.base.order(b.id));
  return {
    key: components.map(({ id }) => id).join(' + '),
    components,
    known: true,
    systemic: components.some(({ systemic }) => systemic),
    span: like.span,
  };
}

interface Option {
  readonly kind: 'treatment' | 'class';
  readonly label: string;
  readonly names: readonly string[];
  readonly ids: readonly string[];
}

/** Everything that can be written as a treatment, under the name people write. */
function options({ base }: View): readonly Option[] {
  return [
    ...base.agents.map(
      (agent): Option => ({
        kind: 'treatment',
        label: writable(agent.label, agent.id),
        names: [agent.id, ...(agent.synonyms ?? []), ...(agent.brands ?? [])],
        ids: [agent.id],
      }),
    ),
    ...base.regimens.map(
      (regimen): Option => ({
        kind: 'treatment',
        label: writable(regimen.label, regimen.id),
        names: [regimen.id, ...(regimen.synonyms ?? [])],
        ids: regimen.components.map(({ agent }) => agent),
      }),
    ),
    ...base.variants.map(
      (variant): Option => ({
        kind: 'treatment',
        label: writable(variant.label, variant.id),
        names: [variant.id, ...(variant.synonyms ?? [])],
        ids: [variant.id],
      }),
    ),
    ...base.classes.map(
      (one): Option => ({
        kind: 'class',
        label: one.id,
        names: [one.label, ...(one.synonyms ?? [])],
        ids: [one.id],
      }),
    ),
  ];
}
/** A label that is one word can be written as it is; another is written by its id. */
const writable = (label: string, id: string) =>
  /^[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)*$/u.test(label) ? label : id;

interface Judged {
  readonly support: Support;
  readonly transition: AppraisedTransition;
}

/** All treatments, best supported in this place first. */
export function treatmentCandidates(view: View, offset: number): readonly Candidate[] {
  const step = stepAt(view.source, offset);
  const place =
    step === null || step.regimen.start > offset || offset > step.regimen.end
      ? undefined
      : transitionsOf(view, step)[0];
  const found = options(view).map((option) => ({
    option,
    judged: place === undefined ? null : judge(view, place, option),
  }));
  if (place !== undefined)
    found.sort(
      (a, b) => rank(a.judged) - rank(b.judged) || carriers(b.judged) - carriers(a.judged),
    );
  return found.map(({ option, judged }) => ({
    kind: option.kind,
    label: option.label,
    ...described(
      judged === null
        ? option.kind === 'class'
          ? 'class'
          : ''
        : supportInBrief(view.base, judged),
    ),
    documentation: () => (judged === null ? '' : treatmentInPlace(view, [judged.transition])),
    filter: [option.label, ...option.names].join(' '),
    text: option.label,
  }));
}

function judge(view: View, place: AppraisedTransition, option: Option): Judged | null {
  const candidate = treatment(view, option.ids, place.transition.treatment);
  if (!candidate.systemic) return null;
  const transition: Transition = {
    ...place.transition,
    treatment: candidate,
    key: `${place.transition.key}|${candidate.key}`,
  };
  const appraisal = appraisalOf(view.base, transition, dateOf(view));
  return { support: appraisal.position, transition: { ...place, transition, appraisal } };
}

/** A list is asked for again and again in one place, and appraising every treatment there is what it costs. */
const appraised = new WeakMap<Base, Map<string, Appraisal>>();
/** About ten places; a guideline that is written comes back to few. */
const mostAppraised = 1000;
function appraisalOf(base: Base, transition: Transition, asOf: string): Appraisal {
  const known = appraised.get(base) ?? new Map<string, Appraisal>();
  appraised.set(base, known);
  const key = `${asOf} ${transition.key}`;
  const found = known.get(key) ?? appraise(base, transition, asOf);
  if (known.size >= mostAppraised) known.clear();
  known.set(key, found);
  return found;
}

/** Best rung first, what the findings speak against behind all that was studied, agents before their classes; what is not appraised comes last. */
function rank(judged: Judged | null): number {
  if (judged === null) return 1000;
  const { rung, direction, flags } = judged.support;
  return (
    rungs.indexOf(rung) * 10 +
    (direction === 'disputes' ? 60 : direction === 'supports' || direction === null ? 0 : 2) +
    (flags.includes('disputed') ? 1 : 0) +
    (flags.includes('class') ? 1 : 0)
  );
}
const carriers = (judged: Judged | null) => judged?.support.carriedBy.length ?? 0;

/** `S2 · CABINET HR 0.23`. */
function supportInBrief(base: Base, { support, transition: { transition } }: Judged): string {
  if (support.rung === 'SX') return 'not in the base';
  const [best] = support.carriedBy;
  if (best === undefined)
    return `${support.rung} · ${rungNameInPlace(base, transition, support.rung)}`;
  return `${support.rung} · ${best.study.study.acronym}${figure(best.findings[0])}${support.direction === 'neutral' ? ', no difference' : support.direction === 'disputes' ? ', against' : ''}`;
}
/** Words that say it all in brief. */
const described = (words: string) => ({ detail: words, brief: words });
const figure = (found: IndexedFinding | undefined) =>
  found === undefined ? '' : ` ${effectInBrief(found)}`;

/** The trials that fit this transition first, best first, with their effect; then the others with the reason why they do not. */
export function citationCandidates(view: View, offset: number): readonly Candidate[] {
  const step = stepAt(view.source, offset);
  const [judged] = step === null ? [] : transitionsOf(view, step);
  const asOf = dateOf(view);
  const found: Candidate[] = [];
  const seen = new Set<string>();
  const inPlace = (rung: Rung): string =>
    judged === undefined ? rung : rungNameInPlace(view.base, judged.transition, rung);
  for (const candidate of judged?.appraisal.position.candidates ?? []) {
    if (seen.has(candidate.study.id)) continue;
    seen.add(candidate.study.id);
    const decided = candidate.facets.find((facet) => facet.decided)?.statement;
    const fits = isStudied(candidate.rung);
    const name = inPlace(candidate.rung);
    const detail = fits
      ? `${candidate.rung} · ${name}${figure(candidate.findings[0])}`
      : `${candidate.rung} · ${decided ?? name}`;
    found.push(
      citation(
        candidate.study,
        { detail, brief: `${candidate.rung}${fits ? figure(candidate.findings[0]) : ''}` },
        asOf,
      ),
    );
  }
  for (const study of view.base.studies) {
    if (seen.has(study.id)) continue;
    const isPublic = study.firstFindingPublic !== null && study.firstFindingPublic <= asOf;
    found.push(
      citation(
        study,
        {
          detail: isPublic
            ? judged === undefined
              ? designInWords(study.study)
              : 'does not bear on this step'
            : `not public as of ${asOf}`,
        },
        asOf,
      ),
    );
  }
  return [...found, ...bibliographyCandidates(view)];
}

function citation(
  study: IndexedStudy,
  words: Pick<Candidate, 'detail' | 'brief'>,
  asOf: string,
): Candidate {
  return {
    kind: 'citation',
    label: `@${study.id}`,
    ...words,
    documentation: () => studyInBrief(study, asOf),
    filter: [`@${study.id}`, ...(study.study.aliases ?? [])].join(' '),
    text: `@${study.id}`,
  };
}

/** What the study is, its summary, its main finding of two outcomes by the date, and the report of the first. */
function studyInBrief(study: IndexedStudy, asOf: string): string {
  const standing = standingFindings(study, asOf);
  const outcomes = [...new Set(standing.map(({ finding }) => finding.outcome))];
  const findings = outcomes
    .slice(0, 2)
    .flatMap((outcome) => standing.find(({ finding }) => finding.outcome === outcome) ?? []);
  const report = findings[0]?.report ?? visibleReports(study, asOf).at(-1);
  return paragraphs(
    `**${escaped(study.study.acronym)}** · ${escaped(designInWords(study.study))}`,
    escaped(study.study.summary),
    lines(...findings.map(effectLine), report === undefined ? null : citationLine(report)),
  );
}

/** The keys of the document's bibliographies, those first that lead to a study of the base. */
function bibliographyCandidates(view: View): readonly Candidate[] {
  const asOf = dateOf(view);
  const found = view.base.bibliography
    .filter(({ key, unread }) => unread === undefined && citationForm(key) !== '')
    .map((entry) => {
      const target = view.base.cite(entry.key);
      const form = `@${citationForm(entry.key)}`;
      const written = form === `@${entry.key}` ? '' : ` · written ${entry.key}`;
      const candidate: Candidate = {
        kind: 'citation',
        label: form,
        detail: `${target === undefined ? 'not appraised' : `@${target.report?.key ?? target.study.id}`} · ${entry.file}${written}`,
        documentation: () =>
          target === undefined ? escaped(entry.title) : studyInBrief(target.study, asOf),
        filter: `${form} ${entry.title}`,
        text: form,
      };
      return { candidate, known: target !== undefined };
    });
  return [...found.filter(({ known }) => known), ...found.filter(({ known }) => !known)].map(
    ({ candidate }) => candidate,
  );
}

/** Levels, the ceiling of the place first, then the lower ones; a level above the ceiling is offered last and says so. */
export function levelCandidates(view: View, offset: number): readonly Candidate[] {
  const grading = systemAt(view, offset);
  const { levels, label: name } = grading;
  const step = stepAt(view.source, offset);
  const [judged] = step === null ? [] : transitionsOf(view, step);
  const before = step === null ? '' : view.source.text.slice(step.start, offset);
  const here = /\bhere\s*(?:\[[^\]]*)?$/i.test(before);
  // Where the bracket is not open yet, the level brings it.
  const open = /\[[^\]\n]*$/.test(view.source.text.slice(0, offset));
  const about = here || view.bound?.settings.grades === 'position' ? 'position' : 'agent';
  const ceiling =
    judged === undefined || !judged.appraisal.appraised
      ? null
      : ceilingLevel(judged.appraisal[about].ceiling, grading);
  const first =
    ceiling === null
      ? 0
      : Math.max(
          0,
          levels.findIndex(({ code }) => code === ceiling),
        );
  const ordered = [...levels.slice(first), ...levels.slice(0, first).reverse()];
  return ordered.map(({ code, definition: meaning }) => {
    const above = levels.findIndex((level) => level.code === code) < first;
    const remark =
      ceiling === null
        ? ''
        : code === ceiling
          ? `the ceiling ${about === 'position' ? 'here' : 'of the agent'}`
          : above
            ? 'above the ceiling'
            : '';
    const text = open ? code : `[${code}]`;
    const words =
      remark === '' ? { detail: meaning } : { detail: `${remark} · ${meaning}`, brief: remark };
    return {
      kind: 'level',
      label: text,
      ...words,
      documentation: () => '',
      filter: `${text} ${name}`,
      text,
    };
  });
}

/** The system of the bracket that the cursor is in: the one that it names, else the file's. */
function systemAt(view: View, offset: number): Grading {
  const [, name] = /\[\s*([^\s:[\]]+)\s*:[^\]\n]*$/.exec(view.source.text.slice(0, offset)) ?? [];
  return (name === undefined ? undefined : view.base.gradings.named(name)) ?? systemOf(view);
}

/** The strengths of the grading system at a place. */
export function strengthCandidates(view: View, offset: number): readonly Candidate[] {
  return systemAt(view, offset).strengths.map(({ code, definition: meaning }) => ({
    kind: 'strength',
    label: code,
    detail: meaning,
    documentation: () => '',
    filter: code,
    text: code,
  }));
}
