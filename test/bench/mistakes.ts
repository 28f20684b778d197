/**
 * Recommendations made wrong on purpose, by rules. Each operator looks only at the data of the
 * cited studies, never at an appraisal, to decide where its mistake is a mistake; so what the
 * checks must find does not depend on them. The same base gives the same mistakes.
 */
import type { Base, IndexedStudy, Study } from '../../server/src/evidence/base-types.ts';
import type { Treatment } from '../../server/src/model/bound-file.ts';
import { spaceOf } from '../../server/src/model/space.ts';
import {
  anyTumour,
  applies,
  type Change,
  components,
  dayBefore,
  elsewhere,
  enrolled,
  exposes,
  gaveAny,
  header,
  isExtrapolated,
  isPublic,
  isRandomised,
  isRandomisedFor,
  type Mutation,
  misspelt,
  type Operator,
  type Recommendation,
  regimensOf,
  related,
  restate,
  sole,
  speaksOf,
  studiedTumours,
} from './recommendation.ts';

/** The values that a study asked for; none where it states none. */
function listed(study: Study, attribute: string): readonly string[] {
  const value = study.population.criteria[attribute];
  return Array.isArray(value) ? value : [];
}
/** The highest value of a percentage that a study allowed. */
function highest(study: Study, attribute: string): number {
  const value = study.population.criteria[attribute];
  return typeof value === 'object' && 'max' in value ? (value.max ?? 100) : 100;
}

const operators: readonly Operator[] = [
  {
    name: 'level of the treatment raised to I where no randomised study gave it to these patients',
    expected: ['agent-overclaim'],
    apply: (base, one) => (isRandomisedFor(base, one) ? null : { grade: '[esmo: I, A]' }),
  },
  {
    name: 'single-arm study or cohort cited for level I',
    expected: ['agent-overclaim', 'single-arm-as-randomised', 'position-overclaim'],
    apply: (_base, one) =>
      one.studies.length > 0 &&
      one.studies.every((study) => !study.study.design.startsWith('randomised'))
        ? {
            grade: '[esmo: I, A]',
            here: one.history.length > 0 ? 'here [esmo: I, A]' : null,
          }
        : null,
  },
  {
    name: 'level of the place raised to I where no study reports the treatment after the one before',
    expected: ['position-overclaim'],
    apply: (base, one) => raisedPlace(base, one, () => false),
  },
  {
    name: 'trial swapped for one of another treatment in the same tumour',
    expected: ['citation-other-agent', 'combination-not-studied'],
    apply: (base, one) => {
      if (one.studies.length === 0) return null;
      const others = base.studies.filter(
        (study) =>
          isPublic(study, one.asOf) &&
          enrolled(base, study, one) &&
          !gaveAny(base, study, components(one.transition.treatment)),
      );
      const other = others[one.treatment.length % Math.max(1, others.length)];
      return other === undefined ? null : { citations: [other.id] };
    },
  },
  {
    name: 'tumour changed to one that no cited study enrolled',
    expected: ['citation-other-tumour'],
    apply: (base, one) => {
      if (one.studies.length === 0 || isExtrapolated(one)) return null;
      const tumour = ['renal-cell-carcinoma', 'pancreatic-net', 'small-intestine-net', 'nec'].find(
        (candidate) =>
          one.studies.every(
            (study) =>
              ![...spaceOf(base).tumoursBelow(candidate)].some((below) =>
                studiedTumours(base, study).has(below),
              ),
          ),
      );
      return tumour === undefined ? null : elsewhere(`tumour ${tumour} sstr positive`);
    },
  },
  {
    name: 'grade changed to G3 where the cited studies enrolled G1 and G2',
    expected: ['population-not-covered'],
    apply: (base, one) =>
      one.studies.length > 0 &&
      !isExtrapolated(one) &&
      one.studies.every(
        ({ study }) => !listed(study, 'grade').includes('G3') && listed(study, 'grade').length > 0,
      )
        ? elsewhere(`tumour ${anyTumour(base, one)} grade G3 sstr positive`)
        : null,
  },
  {
    name: 'receptors reversed where the cited studies required them',
    expected: ['population-not-covered', 'prerequisite-missing'],
    apply: (base, one) =>
      one.studies.length > 0 &&
      one.studies.every(({ study }) => listed(study, 'sstr').join() === 'positive')
        ? elsewhere(`tumour ${anyTumour(base, one)} sstr negative`)
        : null,
  },
  {
    name: 'Ki-67 widened to 55 % where the cited studies stopped earlier',
    expected: ['population-not-covered'],
    apply: (base, one) =>
      one.studies.length > 0 &&
      !isExtrapolated(one) &&
      one.studies.every(({ study }) => highest(study, 'ki67') < 55)
        ? elsewhere(`tumour ${anyTumour(base, one)} ki67 <= 55% sstr positive`)
        : null,
  },
  ...[
    { attribute: 'functioning', studied: 'no', changed: 'yes' },
    { attribute: 'differentiation', studied: 'well', changed: 'poor' },
  ].map(
    ({ attribute, studied, changed }): Operator => ({
      name: `${attribute} changed to ${changed} where the cited studies enrolled ${studied}`,
      expected: ['population-not-covered', 'empty-population'],
      apply: (base, one) =>
        one.studies.length > 0 &&
        !isExtrapolated(one) &&
        one.studies.every(({ study }) =>
          Object.entries(study.population.criteria).some(
            ([key, value]) => key === attribute && String(value) === studied,
          ),
        )
          ? elsewhere(`tumour ${anyTumour(base, one)} ${attribute} ${changed} sstr positive`)
          : null,
    }),
  ),
  {
    name: 'progression denied where the cited studies required it',
    expected: ['population-not-covered'],
    apply: (base, one) =>
      one.history.length === 0 &&
      one.studies.length > 0 &&
      !isExtrapolated(one) &&
      one.studies.every(
        ({ study: { population } }) =>
          population.criteria.progression !== undefined && population.criteria.progression !== 'no',
      )
        ? elsewhere(`tumour ${anyTumour(base, one)} progression no sstr positive`)
        : null,
  },
  {
    name: 'level of the place raised to I where only studies without allocation report it',
    expected: ['position-overclaim'],
    apply: (base, one) => raisedPlace(base, one, (study) => !isRandomised(study)),
  },
  {
    name: 'level of the place raised to I where randomised studies only allowed what came before',
    expected: ['position-overclaim'],
    apply: (base, one) =>
      raisedPlace(
        base,
        one,
        (study, previous) =>
          study.study.priorTherapy
            .filter(
              (context) => speaksOf(base, context, previous) || exposes(base, context, previous),
            )
            .every(({ relation }) => relation === 'permitted' || relation === 'subgroup-posthoc') &&
          study.study.arms.every(({ sequence }) => sequence === undefined),
      ),
  },
  {
    name: 'level of a first step raised to I where no study reports untreated patients',
    expected: ['position-overclaim'],
    apply: (base, one) => {
      if (one.history.length > 0) return null;
      const known = base.studies.some(
        (study) =>
          isPublic(study, one.asOf) &&
          enrolled(base, study, one) &&
          gaveAny(base, study, components(one.transition.treatment)) &&
          study.study.priorTherapy.some(
            (context) =>
              context.terms.includes('none') ||
              (context.exposure ?? []).some(
                ({ term }) => term === 'none' || term === 'any-systemic',
              ),
          ),
      );
      return known ? null : { here: 'here [esmo: I, A]' };
    },
  },
  {
    name: 'receptors left out before radioligand therapy',
    expected: ['prerequisite-missing'],
    apply: (base, one) =>
      components(one.transition.treatment).every((id) => base.ancestors(id).has('prrt'))
        ? elsewhere(`tumour ${anyTumour(base, one)}`)
        : null,
  },
  {
    name: 'an order preferred that no study randomised',
    expected: ['order-not-shown'],
    apply: (base, one) => {
      const previous = one.transition.history.predecessor;
      if (previous === null || one.rechallenge || one.background !== null) return null;
      const [a, b] = [components(previous), components(one.transition.treatment)];
      const randomised = base.studies.some(
        (study) =>
          study.study.design === 'randomised-sequence' &&
          gaveAny(base, study, a) &&
          gaveAny(base, study, b),
      );
      if (randomised) return null;
      const before = one.history.at(-1) ?? '';
      const cited = one.citations.map((key) => ` @${key}`).join('');
      const text = `sequence first_order for ${one.population} { ${before} -> ${one.treatment} on progression }\nsequence second_order for ${one.population} { ${one.treatment} -> ${before} on progression }\nprefer first_order over second_order improves PFS [esmo: I, A]${cited}\n`;
      return { source: `${header(one)}${text}` };
    },
  },
  {
    name: 'progression-free survival claimed where no cited finding supports it',
    expected: ['outcome-overclaim'],
    apply: (_base, one) => withoutSupport(one, ['PFS', 'TTP', 'PFS-rate', 'PFS2', 'TTF'], 'PFS'),
  },
  {
    name: 'response claimed where no cited finding supports it',
    expected: ['outcome-overclaim'],
    apply: (_base, one) => withoutSupport(one, ['ORR', 'DCR'], 'ORR'),
  },
  {
    name: 'symptoms claimed where no cited finding supports it',
    expected: ['outcome-overclaim'],
    apply: (_base, one) => withoutSupport(one, ['symptoms'], 'symptoms'),
  },
  {
    name: 'survival claimed where no cited finding supports it',
    expected: ['outcome-overclaim', 'superseded-finding'],
    apply: (_base, one) => withoutSupport(one, ['OS', 'OS-rate'], 'OS'),
  },
  {
    name: 'quality of life claimed where no cited finding supports it',
    expected: ['outcome-overclaim'],
    apply: (_base, one) => withoutSupport(one, ['QoL'], 'QoL'),
  },
  {
    name: 'date moved to the day before the cited study was public',
    expected: ['published-after-pin'],
    apply: (_base, one) => {
      const [first] = (sole(one)?.reports ?? []).map(({ date }) => date).sort();
      return first === undefined ? null : { asOf: dayBefore(first) };
    },
  },
  {
    name: 'a treatment that the cited study excluded put into the history',
    expected: ['prior-excluded'],
    apply: (base, one) => {
      const study = sole(one);
      for (const context of study?.study.priorTherapy ?? []) {
        const naive = context.relation === 'required-exposure' && context.terms.includes('none');
        if (
          !naive &&
          (context.relation !== 'excluded' ||
            context.window !== undefined ||
            !applies(base, context, one))
        )
          continue;
        const term =
          naive || context.terms.includes('any-systemic')
            ? 'everolimus'
            : context.terms.find((id) => id !== 'any-systemic');
        if (
          term === undefined ||
          components(one.transition.treatment).some((id) => related(base, id, term))
        )
          continue;
        return {
          history: [base.label(term), ...one.history],
          trigger: one.trigger ?? 'progression',
        };
      }
      return null;
    },
  },
  {
    name: 'the history that the cited study required taken away',
    expected: ['prior-missing'],
    apply: (base, one) => {
      const study = sole(one);
      const required = study?.study.priorTherapy.some(
        (context) =>
          context.relation.startsWith('required-') &&
          !context.terms.includes('none') &&
          applies(base, context, one),
      );
      return required === true && one.history.length > 0 && !isExtrapolated(one)
        ? { history: [], trigger: null }
        : null;
    },
  },
  {
    name: 'progression changed to completion where the cited study enrolled after progression',
    expected: ['trigger-mismatch'],
    apply: (base, one) => {
      const study = sole(one);
      const previous = one.transition.history.predecessor;
      if (study === null || previous === null || one.trigger !== 'progression') return null;
      const about = study.study.priorTherapy.filter(
        (context) => applies(base, context, one) && speaksOf(base, context, previous),
      );
      const stated = about.filter(({ endedBy }) => endedBy !== undefined);
      return stated.length > 0 &&
        stated.every(({ endedBy }) => endedBy?.includes('completion') !== true)
        ? { trigger: 'completion' }
        : null;
    },
  },
  {
    name: 'treatment swapped for a sibling that the cited studies did not give',
    expected: ['citation-other-agent', 'combination-not-studied'],
    apply: (base, one) => {
      const [id, ...others] = components(one.transition.treatment);
      if (one.studies.length === 0 || id === undefined || others.length > 0 || base.isClass(id))
        return null;
      const classId = base.agents.find((agent) => agent.id === id)?.classes?.[0];
      const sibling =
        classId === undefined
          ? undefined
          : base.agents.find(
              (agent) =>
                agent.classes?.includes(classId) &&
                !one.studies.some((study) => gaveAny(base, study, [agent.id])),
            );
      return sibling === undefined ? null : { treatment: sibling.id };
    },
  },
  {
    name: 'a partner added that no cited study gave',
    expected: ['combination-not-studied', 'citation-other-agent'],
    apply: (base, one) => {
      if (
        one.studies.length === 0 ||
        one.transition.treatment.components.some(({ isClass }) => isClass)
      )
        return null;
      const partner = ['bevacizumab', 'temsirolimus', 'erlotinib'].find(
        (id) => !one.studies.some((study) => gaveAny(base, study, [id])),
      );
      return partner === undefined ? null : { treatment: `${one.treatment} + ${partner}` };
    },
  },
  {
    name: 'a part of a combination left out, which no cited study gave so',
    expected: ['combination-not-studied', 'citation-other-agent'],
    apply: (base, one) => {
      const parts = components(one.transition.treatment);
      if (one.studies.length === 0 || parts.length < 2) return null;
      const alone = parts.find(
        (id) =>
          !one.studies.some((study) => regimensOf(study).some((regimen) => regimen.join() === id)),
      );
      return alone === undefined ? null : { treatment: base.label(alone) };
    },
  },
  {
    name: 'high certainty in GRADE where no randomised study gave the treatment to these patients',
    expected: ['agent-overclaim'],
    apply: (base, one) =>
      isRandomisedFor(base, one) ? null : { grade: '[grade: high, strong]', here: null },
  },
  {
    name: 'level 1b of Oxford where no randomised study gave the treatment to these patients',
    expected: ['agent-overclaim'],
    apply: (base, one) =>
      isRandomisedFor(base, one) ? null : { grade: '[oxford: A-1b]', here: null },
  },
  {
    name: 'category 1 of NCCN where no randomised study gave the treatment to these patients',
    expected: ['agent-overclaim'],
    apply: (base, one) => (isRandomisedFor(base, one) ? null : { grade: '[nccn: 1]', here: null }),
  },
  {
    name: 'a consensus of 60 %',
    expected: ['incomplete-consensus'],
    apply: () => ({ rest: ['consensus 60%'], grade: null, here: null }),
  },
  {
    name: 'a finding cited that a later report replaced',
    expected: ['superseded-finding', 'outcome-overclaim'],
    apply: (_base, one) => {
      for (const study of one.studies)
        for (const report of study.reports)
          for (const { finding, supersededBy } of report.findings) {
            const word = ['PFS', 'OS', 'ORR'].find((outcome) => outcome === finding.outcome);
            if (
              word !== undefined &&
              report.date <= one.asOf &&
              supersededBy.some(({ date }) => date <= one.asOf)
            )
              return { citations: [report.key], rest: [`improves ${word}`] };
          }
      return null;
    },
  },
  {
    name: 'a grade against on a recommended step',
    expected: ['negative-grade-recommended'],
    apply: () => ({ grade: '[esmo: II, D]' }),
  },
  {
    name: 'a strong recommendation on expert opinion',
    expected: ['strong-on-low-certainty'],
    apply: () => ({ grade: '[esmo: V, A]', rest: [] }),
  },
  {
    name: 'a treatment given again without the word',
    expected: ['rechallenge-without-evidence'],
    apply: (_base, one) =>
      // Another dose is another regimen.
      one.rechallenge || one.rest.some((clause) => clause.startsWith('dose'))
        ? null
        : { history: [...one.history, one.treatment], trigger: 'progression' },
  },
  {
    name: 'advice against what a cited placebo-controlled trial supports',
    expected: ['avoid-against-evidence'],
    apply: (base, one) => {
      const study = sole(one);
      const supported = study?.reports.some((report) =>
        report.findings.some(
          ({ finding, arm, comparator }) =>
            report.date <= one.asOf &&
            finding.analysis === 'primary' &&
            finding.direction === 'supports' &&
            comparator?.role === 'inactive-control' &&
            components(one.transition.treatment).every((id) =>
              (arm.regimen ?? []).some((given) => related(base, given, id)),
            ),
        ),
      );
      return supported === true
        ? {
            source: `${header(one)}avoid ${one.treatment} for ${one.population} @${one.citations[0] ?? ''}\n`,
          }
        : null;
    },
  },
  {
    name: 'a citation misspelt',
    expected: ['unknown-citation'],
    apply: (_base, one) =>
      one.citations.length === 0 ? null : { citations: [misspelt(one.citations[0] ?? '')] },
  },
  {
    name: 'a treatment misspelt',
    expected: ['unknown-treatment'],
    apply: (_base, one) => ({ treatment: misspelt(one.treatment) }),
  },
];

/**
 * `here [I, A]`, where every study that gave the treatment and speaks of the one before is of the
 * weak kind.
 */
function raisedPlace(
  base: Base,
  one: Recommendation,
  isWeak: (study: IndexedStudy, previous: Treatment) => boolean,
): Change | null {
  const previous = one.transition.history.predecessor;
  if (previous === null) return null;
  const speaking = base.studies.filter(
    (study) =>
      isPublic(study, one.asOf) &&
      enrolled(base, study, one) &&
      gaveAny(base, study, components(one.transition.treatment)) &&
      (study.study.priorTherapy.some(
        (context) => speaksOf(base, context, previous) || exposes(base, context, previous),
      ) ||
        study.study.arms.some((arm) =>
          (arm.sequence ?? []).some((regimen) =>
            regimen.some((id) => components(previous).some((part) => related(base, id, part))),
          ),
        )),
  );
  return speaking.every((study) => isWeak(study, previous)) ? { here: 'here [esmo: I, A]' } : null;
}

function withoutSupport(
  one: Recommendation,
  outcomes: readonly string[],
  word: string,
): Change | null {
  if (one.studies.length === 0) return null;
  // Against an active treatment the loser's view is the other way round, so any difference counts
  // as support for somebody.
  const supported = one.studies.some((study) =>
    study.reports.some(
      (report) =>
        report.date <= one.asOf &&
        report.findings.some(
          ({ finding }) =>
            outcomes.includes(finding.outcome) &&
            (finding.direction === 'supports' || finding.direction === 'disputes'),
        ),
    ),
  );
  return supported ? null : { rest: [`improves ${word}`] };
}

/**
 * @param mostOfAKind at most so many of one kind, spread over the recommendations, so that no kind
 * outweighs the others.
 */
export function mutationsOf(
  base: Base,
  recommendations: readonly Recommendation[],
  mostOfAKind: number,
): readonly Mutation[] {
  return operators.flatMap(({ name, expected, apply }) => {
    const found: Mutation[] = [];
    for (const of of recommendations) {
      const change = apply(base, of);
      const source = change === null ? null : (change.source ?? restate(of, change));
      if (source !== null && source !== restate(of))
        found.push({ operator: name, of, source, expected });
    }
    const stride = Math.max(1, found.length / mostOfAKind);
    return found
      .filter(
        (_, index) =>
          Math.floor(index / stride) !== Math.floor((index - 1) / stride) || index === 0,
      )
      .slice(0, mostOfAKind);
  });
}
