/**
 * Hover on a treatment in its place, to be read at a glance: what it is, then the verdict on the place and that on the agent, each above its
 * best finding, then what a reader asks next, and below a rule the sources. Eight lines above the rule, and one on the class; what is least asked for gives way.
 */

import { visibleContexts } from '../../appraisal/prior.ts';
import { isProspective } from '../../appraisal/rungs.ts';
import type { Candidate, Support } from '../../appraisal/support-types.ts';
import type { AppraisedTransition } from '../../checks/result-types.ts';
import type { Base, IndexedStudy, PriorTherapyContext, TermId } from '../../evidence/base-types.ts';
import { isPlaced } from '../../model/histories.ts';
import { anyOf } from '../../model/region-words.ts';
import { escaped, lines, paragraphs, rule } from '../../text/markdown-escape.ts';
import { populationInWords } from '../../wording/criterion.ts';
import { ceilingInBrief, ceilingInWords } from '../../wording/gradings.ts';
import { classHere, heldBack } from '../../wording/reasons.ts';
import {
  citationInBrief,
  effectLine,
  registrationOf,
  reportInBrief,
  standingFindings,
  visibleReports,
} from '../../wording/study.ts';
import { placeKind } from '../../wording/support.ts';
import { dateOf, systemOf, type View } from '../document-view.ts';
import {
  basis,
  concernsTumour,
  lineWords,
  supportNameIn,
  transitionTitle,
  treatmentLabel,
} from './hover-words.ts';

/** Lines above the rule, the title among them and what the class carries not: that is always told. */
const mostLines = 8;
/** As many characters as fit a row of a hover, in a window of usual width. */
const row = 100;

/** What carries a treatment in its place, and at all; of several ways to come there the first is told in full. */
export function treatmentInPlace(
  view: View,
  [first, ...others]: readonly AppraisedTransition[],
): string {
  if (first === undefined) return '';
  const { position, agent } = first.appraisal;
  // Without a place there is the treatment alone.
  const placed = isPlaced(first.transition);
  const here = placed
    ? supportLines(
        view,
        'Here',
        position,
        'position',
        first.transition.history.predecessor === null,
      )
    : [];
  const same = placed ? sameFinding(view, position, agent) : null;
  const anywhere = same === null ? supportLines(view, 'The agent', agent, 'agent') : [same];
  const more = [
    moreHere(first),
    otherWays(view, others),
    whoWasStudied(view, first),
    notShown(view, first),
  ].filter((line) => line !== null);
  const ofClass = classHere(view.base, first).map(
    (words) => `*Not this treatment:* ${escaped(words)}`,
  );
  return paragraphs(
    `**${escaped(transitionTitle(view, first))}** · ${lineWords(first.transition.beginning, first.transition.line)}`,
    lines(...here),
    lines(...anywhere),
    lines(...ofClass, ...more.slice(0, mostLines - 1 - here.length - anywhere.length)),
    rule,
    [...sources(view, first), basis(view)].join(' · '),
  );
}

/** The agent's support where the finding that carries the place carries it, too: the finding is not told twice. */
function sameFinding(view: View, position: Support, agent: Support): string | null {
  const [here, anywhere] = [position, agent].map(({ carriedBy: [best] }) => best);
  const [finding] = anywhere?.findings ?? [];
  if (
    here === undefined ||
    anywhere === undefined ||
    finding === undefined ||
    here.findings[0] !== finding
  )
    return null;
  const [above, ceiling] = [position, agent].map((support) =>
    ceilingInWords(view.base, support.ceiling, systemOf(view)),
  );
  const where = `by ${escaped(anywhere.study.study.acronym)} as above`;
  return `**The agent: ${supportNameIn(view, agent, 'agent')}** — ${above === ceiling ? `the same ceiling, ${where}` : `${ceiling}, ${where}`}`;
}

function supportLines(
  view: View,
  label: string,
  support: Support,
  kind: 'agent' | 'position',
  firstStep = false,
): readonly string[] {
  const verdict = `${label}: ${supportNameIn(view, support, kind, firstStep)}`;
  const ceiling = ceilingInWords(view.base, support.ceiling, systemOf(view));
  const short = ceilingInBrief(view.base, support.ceiling, systemOf(view));
  const head = `**${verdict}** — ${verdict.length + ceiling.length > row ? short : ceiling}`;
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

/** The support after what may come before on other paths, on one line: `*Also* after lanreotide: randomised, prior allowed (ceiling ESMO II)`. */
function otherWays(view: View, others: readonly AppraisedTransition[]): string | null {
  if (others.length === 0) return null;
  const ways = new Map<string, string[]>();
  for (const { transition, appraisal } of others) {
    const { predecessor } = transition.history;
    const before = predecessor === null ? 'no systemic therapy' : treatmentLabel(view, predecessor);
    const support = `${supportNameIn(view, appraisal.position, placeKind(transition), predecessor === null)} (${ceilingInBrief(view.base, appraisal.position.ceiling, systemOf(view))})`;
    ways.set(support, [...(ways.get(support) ?? []), before]);
  }
  const words = [...ways]
    .slice(0, 2)
    .map(([support, before]) => `after ${escaped(anyOf(before))}: ${support}`);
  return `*Also* ${words.join('; ')}${ways.size > 2 ? `; and ${ways.size - 2} more` : ''}`;
}

/** As many reasons as fit a row; the first in any case. */
function moreHere(judged: AppraisedTransition): string | null {
  const [first, second] = heldBack(judged);
  if (first === undefined) return null;
  const both = second === undefined ? first : `${first} ${second}`;
  return `*Why not more here:* ${escaped(both.length > row ? first : both)}`;
}

/** Whom the study asked for, and whom it turned away: the one that bears on the place, or where that only looked back, the one of the agent. */
function whoWasStudied(view: View, { transition, appraisal }: AppraisedTransition): string | null {
  const here = isProspective(appraisal.position.rung) ? appraisal.position.carriedBy[0] : undefined;
  const study = (here ?? appraisal.agent.carriedBy[0] ?? appraisal.position.carriedBy[0])?.study;
  if (study === undefined) return null;
  const { criteria } = study.study.population;
  const contexts = visibleContexts(study, dateOf(view), (tumour) =>
    concernsTumour(view, transition, tumour),
  );
  const before = (label: string, ...relations: readonly PriorTherapyContext['relation'][]) => {
    const terms = new Set(
      contexts.filter(({ relation }) => relations.includes(relation)).flatMap(termsOf),
    );
    return terms.size === 0 ? '' : `; ${label} before: ${fewTerms(view.base, [...terms])}`;
  };
  const treated = `${before('required', 'required-failure', 'required-any-of', 'required-exposure')}${before('excluded', 'excluded')}`;
  const all = `${populationInWords(criteria, view.base)}${treated}`;
  const { tumour, grade, progression } = criteria;
  const words =
    all.length > row
      ? `${populationInWords({ tumour, grade, progression }, view.base)}${treated}`
      : all;
  return words === '' ? null : `*Studied in ${escaped(study.study.acronym)}:* ${escaped(words)}`;
}
const termsOf = ({ terms, alsoAny }: PriorTherapyContext): readonly TermId[] => [
  ...terms,
  ...(alsoAny === undefined ? [] : [alsoAny.term]),
];
/** As many previous therapies as are named. */
const mostTerms = 3;
function fewTerms(base: Base, terms: readonly TermId[]): string {
  const words = terms.map((term) =>
    term === 'none'
      ? 'no systemic therapy'
      : term === 'any-systemic'
        ? 'any systemic therapy'
        : base.label(term),
  );
  return anyOf(
    words.length > mostTerms
      ? [...words.slice(0, mostTerms - 1), `${words.length - mostTerms + 1} more`]
      : words,
  );
}

/** A longer survival that the agent's main study, named above, did not show, because a reader expects it of a drug that delays progression. */
function notShown(view: View, { appraisal }: AppraisedTransition): string | null {
  const [best] = appraisal.agent.carriedBy;
  if (best === undefined || best.direction !== 'supports') return null;
  const survival = standingFindings(best.study, dateOf(view)).find(
    ({ finding }) =>
      finding.outcome === 'OS' &&
      finding.contrast.arm === best.arm &&
      finding.direction === 'neutral' &&
      finding.subgroup === undefined,
  );
  if (survival === undefined) return null;
  return `*Not shown:* longer survival — ${effectLine(survival)} · ${escaped(reportInBrief(survival.report))}`;
}

/** The reports behind the best findings, that of the place first; of a study with several reports, which is the newest. */
function sources(view: View, { appraisal }: AppraisedTransition): readonly string[] {
  const reports = [appraisal.position, appraisal.agent].flatMap((support) => {
    const [best] = support.carriedBy;
    return best === undefined
      ? []
      : (best.findings[0]?.report ?? visibleReports(best.study, dateOf(view)).at(-1) ?? []);
  });
  const newest = (study: IndexedStudy) => {
    const visible = visibleReports(study, dateOf(view));
    return visible.length > 1 ? (visible.at(-1) ?? null) : null;
  };
  const cited = [...new Set(reports)];
  const brief = cited.map((report) => citationInBrief(report, newest(report.study)));
  const [only] = cited;
  // Of one study there is room to say where it is registered; of two, the hover on the citation does.
  const registration = only === undefined || cited.length > 1 ? null : registrationOf(only);
  return registration === null ? brief : [...brief, registration];
}
