/** Hover on a step: the treatment, the arrow before it and its grade. */
import { hasVerdict, rungName } from '../appraisal/explain.ts';
import type { Candidate, Support } from '../appraisal/model.ts';
import type { AppraisedTransition } from '../checks/model.ts';
import type { IndexedFinding } from '../evidence/model.ts';
import type { Treatment } from '../project/model.ts';
import { baseInWords } from '../report/basis.ts';
import { escaped, lines, paragraphs } from '../report/markdown.ts';
import { citationLine, effectLine, standingFindings, visibleReports } from '../report/study-words.ts';
import type { PathNode, Step } from '../syntax/tree.ts';
import { ceilingInWords, gradingSystems, levelMeaning, strengthMeaning } from './grades.ts';
import type { Place } from './places.ts';
import { dateOf, gradingOf, transitionsOf, type View } from './view.ts';

const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
/** `third line`; beyond the tenth, `line 11`. */
export function lineInWords(line: number): string {
  const word = ordinals[line];
  return word === undefined || word === '' ? `line ${line}` : `${word} line`;
}

/** The label of a treatment as people read it: `streptozocin + 5-fluorouracil`. */
export function treatmentLabel(view: View, treatment: Treatment): string {
  return treatment.components.length === 0
    ? treatment.key
    : treatment.components.map((component) => (component.known ? view.base.label(component.id) : component.id)).join(' + ');
}
/** As a sentence begins; a word with a capital inside it (`mTOR`) stays as it is written. */
const capital = (text: string) => (/^\p{Ll}+(?![\p{L}\p{N}])/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text);

/** `Sunitinib after everolimus`; a first step has nothing before it. */
export function transitionTitle(view: View, { transition }: AppraisedTransition): string {
  const name = capital(treatmentLabel(view, transition.treatment));
  const before = transition.history.predecessor;
  return before === null ? name : `${name} after ${treatmentLabel(view, before)}`;
}

type TreatmentPlace = Extract<Place, { kind: 'treatment' }>;

export function hoverTreatment(view: View, place: TreatmentPlace): string | null {
  const judged = place.role === 'step' || place.role === 'avoid' ? transitionsOf(view, place.owner) : [];
  return judged[0]?.appraisal.appraised === true ? treatmentInPlace(view, judged) : describeTreatment(view, place.word.text);
}

/** What carries a treatment in its place, and at all; of several ways to come there the first is told in full. */
export function treatmentInPlace(view: View, [first, ...others]: readonly AppraisedTransition[]): string {
  if (first === undefined) return '';
  const position = first.appraisal.position;
  const agent = first.appraisal.agent;
  return paragraphs(
    `**${escaped(transitionTitle(view, first))}** · ${lineInWords(first.transition.line)}`,
    lines(
      ...supportLines(view, 'Here', position, 'position', first.transition.history.predecessor === null),
      ...(sameCarriers(position, agent)
        ? [`**The agent: ${supportName(view, agent, 'agent')}** — ${ceilingInWords(agent.ceiling, gradingOf(view))}, by the same findings`]
        : supportLines(view, 'The agent', agent, 'agent')),
      position.whyNotMore.length > 0 && `*Why not more here:* ${position.whyNotMore.slice(0, 2).map(escaped).join(' ')}`,
      notShown(view, first),
      ...others
        .map(
          (other) =>
            `*Also after ${escaped(predecessorLabel(view, other))}:* ${supportName(view, other.appraisal.position, 'position')} — ${ceilingInWords(other.appraisal.position.ceiling, gradingOf(view))}`,
        )
        .slice(0, 3),
      ...sourceLines(view, first),
    ),
  );
}

const predecessorLabel = (view: View, { transition }: AppraisedTransition) =>
  transition.history.predecessor === null ? 'no systemic therapy' : treatmentLabel(view, transition.history.predecessor);

function sameCarriers(a: Support, b: Support): boolean {
  const ids = (support: Support) => support.carriedBy.flatMap((candidate) => candidate.findings.slice(0, 1).map(({ id }) => id)).join(' ');
  return ids(a) !== '' && ids(a) === ids(b);
}

/** The name of a rung with its direction: `randomised sequence, no difference shown`. */
export function supportName(view: View, support: Support, kind: 'agent' | 'position', firstStep = false): string {
  const name = support.rung === 'SX' ? `not in the base as of ${dateOf(view)}` : rungName(support.rung, kind, firstStep);
  const direction =
    support.direction === 'neutral'
      ? hasVerdict(support)
        ? ', no difference shown'
        : ', described without a verdict'
      : support.direction === 'disputes'
        ? ', the findings speak against it'
        : '';
  return `${name}${direction}${support.flags.includes('disputed') ? ', disputed' : ''}`;
}

function supportLines(view: View, label: string, support: Support, kind: 'agent' | 'position', firstStep = false): readonly string[] {
  const head = `**${label}: ${supportName(view, support, kind, firstStep)}** — ${ceilingInWords(support.ceiling, gradingOf(view))}`;
  const [best] = support.carriedBy;
  return best === undefined ? [head] : [head, candidateLine(best, support.carriedBy.length - 1)];
}

/** `SUN1111 (n = 171) · PFS 11.4 vs 5.5 months, HR 0.42 (0.26–0.66) …` and how many more studies carry the same. */
function candidateLine(candidate: Candidate, more: number): string {
  const [finding] = candidate.findings;
  const n = finding?.finding.n ?? candidate.study.study.population.n;
  const subgroup = finding?.finding.subgroup?.label;
  const through = candidate.member ?? candidate.through;
  return [
    `${escaped(candidate.study.study.acronym)}${n === undefined ? '' : ` (n = ${n})`}${subgroup === undefined ? '' : `, ${escaped(subgroup)}`}`,
    through === null ? null : `by ${escaped(through)}`,
    finding === undefined ? null : effectLine(finding),
    more > 0 ? `and ${more} more` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** A longer survival that the main study did not show, because a reader expects it of a drug that delays progression. */
function notShown(view: View, { appraisal }: AppraisedTransition): string | null {
  const [best] = appraisal.agent.carriedBy;
  if (best === undefined || best.direction !== 'supports') return null;
  const survival = standingFindings(best.study, dateOf(view)).find(
    ({ finding }) =>
      finding.outcome === 'OS' && finding.contrast.arm === best.arm && finding.direction === 'neutral' && finding.subgroup === undefined,
  );
  if (survival === undefined) return null;
  return `*Not shown:* longer survival — ${escaped(best.study.study.acronym)} ${effectLine(survival)}, ${escaped(reportInWords(survival))}`;
}
const reportInWords = ({ report }: IndexedFinding) => `${report.report.kind} ${report.date.slice(0, 4)}`;

/** The reports behind the best findings, that of the place first, and the release that all this comes from. */
function sourceLines(view: View, { appraisal }: AppraisedTransition): readonly string[] {
  const reports = [appraisal.position, appraisal.agent].flatMap((support) => {
    const [best] = support.carriedBy;
    return best === undefined ? [] : (best.findings[0]?.report ?? visibleReports(best.study, dateOf(view)).at(-1) ?? []);
  });
  const cited = [...new Set(reports)].map(citationLine);
  return [...cited.slice(0, -1), [...cited.slice(-1), basis(view)].join(' · ')];
}
/** `pnet-2026.2, as of 2026-06-30`; with the team's own packs, where they are part of the base. */
export function basis(view: View): string {
  return `${escaped(baseInWords(view.base))}, as of ${dateOf(view)}`;
}

/** A treatment apart from any place: what it is, its class and mode of action, and what the base holds on it. */
export function describeTreatment(view: View, name: string): string | null {
  const { base } = view;
  const meaning = base.treatment(name);
  if (meaning === undefined) {
    const near = base.suggestTreatment(name);
    return `**${escaped(name)}** is not a treatment of ${basis(view)}.${near.length === 0 ? '' : ` Did you mean ${near.map(escaped).join(' or ')}?`}`;
  }
  const names = (synonyms: readonly string[] | undefined) =>
    synonyms === undefined || synonyms.length === 0 ? null : `*Also:* ${escaped(synonyms.slice(0, 6).join(', '))}`;
  const studied = (id: string) => {
    const studies = base.studiesWith(id).filter((study) => study.firstFindingPublic !== null && study.firstFindingPublic <= dateOf(view));
    const shown = studies
      .slice(0, 6)
      .map(({ study }) => study.acronym)
      .join(', ');
    return studies.length === 0
      ? `No study of it in the base as of ${dateOf(view)}.`
      : `*Studies:* ${escaped(shown)}${studies.length > 6 ? ` and ${studies.length - 6} more` : ''}`;
  };
  const ofClasses = (ids: readonly string[]) => {
    const found = base.classes.filter(({ id }) => ids.includes(id));
    const words = found.map(({ label, modeOfAction }) => `${label}${modeOfAction === undefined ? '' : ` (${modeOfAction})`}`);
    return words.length === 0 ? null : escaped(words.join('; '));
  };
  switch (meaning.kind) {
    case 'agent':
      return paragraphs(
        `**${escaped(capital(meaning.agent.label))}**${meaning.agent.systemic ? '' : ' · named in a sequence, not appraised'}`,
        lines(
          ofClasses(meaning.agent.classes),
          names([...(meaning.agent.synonyms ?? []), ...(meaning.agent.brands ?? [])]),
          meaning.agent.systemic && studied(meaning.id),
          basis(view),
        ),
      );
    case 'variant':
      return paragraphs(
        `**${escaped(capital(meaning.variant.label))}** · a variant of ${escaped(base.label(meaning.variant.of))}`,
        lines(names(meaning.variant.synonyms), studied(meaning.id), basis(view)),
      );
    case 'class':
      return paragraphs(
        `**${escaped(capital(meaning.class.label))}** · class`,
        lines(
          meaning.class.modeOfAction === undefined ? null : escaped(meaning.class.modeOfAction),
          `*Members:* ${escaped(
            base
              .members(meaning.id)
              .map((id) => base.label(id))
              .slice(0, 12)
              .join(', '),
          )}`,
          names(meaning.class.synonyms),
          studied(meaning.id),
          basis(view),
        ),
      );
    case 'regimen':
      return paragraphs(
        `**${escaped(meaning.regimen.label)}** · regimen`,
        lines(
          `*Agents:* ${escaped(meaning.regimen.components.map(({ agent }) => base.label(agent)).join(' + '))}`,
          names(meaning.regimen.synonyms),
          basis(view),
        ),
      );
  }
}

/** The history: what came before on every path and on some, why it ended, and to whom the step applies. */
export function hoverArrow(view: View, node: PathNode): string | null {
  const steps = node.kind === 'step' ? [node] : firstSteps(node);
  const judged = steps.flatMap((step) => transitionsOf(view, step));
  const [first] = judged;
  if (first === undefined) return null;
  const { history, trigger, judged: event, population } = first.transition;
  const labels = (treatments: readonly Treatment[]) => escaped(treatments.map((treatment) => treatmentLabel(view, treatment)).join(', '));
  const before = history.path.map((treatment) => treatmentLabel(view, treatment));
  const ended = trigger.length === 0 ? (event === null ? null : `${event} (none is written)`) : trigger.join(' or ');
  return paragraphs(
    `**${escaped([...before, steps.length > 1 ? 'a choice' : treatmentLabel(view, first.transition.treatment)].join(' → '))}**`,
    lines(
      ended === null ? null : `*Ended by:* ${escaped(ended)}`,
      history.always.length > 0 && `*Had on every path:* ${labels(history.always)}`,
      history.sometimes.length > 0 && `*Had on some paths:* ${labels(history.sometimes)}`,
      `*For:* ${escaped([population.name ?? 'everybody', ...population.conditions].join(', '))}`,
      ...judged
        .slice(0, 6)
        .map(
          (one) =>
            `${escaped(transitionTitle(view, one))}: **${supportName(view, one.appraisal.position, 'position', one.transition.history.predecessor === null)}** — ${ceilingInWords(one.appraisal.position.ceiling, gradingOf(view))}`,
        ),
      basis(view),
    ),
  );
}

function firstSteps(node: PathNode): readonly Step[] {
  if (node.kind === 'step') return [node];
  return node.branches.flatMap((branch) => {
    const first = branch.path?.nodes[0];
    return first === undefined ? [] : firstSteps(first);
  });
}

type GradePlace = Extract<Place, { kind: 'grade' }>;

/** What the bracket says, what it is about, and what it could carry at most. */
export function hoverGrade(view: View, place: GradePlace): string | null {
  const grading = gradingOf(view);
  const level = place.grade.level.map((word) => word.text).join(' ');
  const strength = place.grade.strength?.text ?? null;
  const levelWords = levelMeaning(grading, level);
  const strengthWords = strength === null ? null : strengthMeaning(grading, strength);
  const about = place.here || view.bound?.settings.grades === 'position' ? 'position' : 'agent';
  const { name } = gradingSystems[grading];
  const ceilings = transitionsOf(view, place.owner)
    .filter(({ appraisal }) => appraisal.appraised)
    .slice(0, 3)
    .map((one) => {
      const support = one.appraisal[about];
      const [best] = support.carriedBy;
      const whose = about === 'agent' ? capital(treatmentLabel(view, one.transition.treatment)) : transitionTitle(view, one);
      return `${escaped(whose)}: ${ceilingInWords(support.ceiling, grading)} — ${supportName(view, support, about)}${best === undefined ? '' : `, ${escaped(best.study.study.acronym)}`}`;
    });
  return paragraphs(
    `**${escaped(view.source.text.slice(place.start, place.end))}** grades the treatment ${about === 'position' ? 'in this place of the sequence' : 'in this population, wherever it stands'}.`,
    lines(
      levelWords === null
        ? `${escaped(level)} is not a level of ${name}.`
        : `**${escaped(levelWords.code)}** · ${escaped(levelWords.meaning)}`,
      strength === null
        ? null
        : strengthWords === null
          ? `${escaped(strength)} is not a strength of ${name}.`
          : `**${escaped(strengthWords.code)}** · ${escaped(strengthWords.meaning)}`,
      ...ceilings,
      `${name} · ${basis(view)}`,
    ),
  );
}
