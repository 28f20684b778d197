/**
 * What a study says about previous therapy, as rows that a clinician reads at once: who was
 * required, stratified, allowed, excluded.
 */

import type { Base, Exposure, PriorTherapyContext, Study } from '../evidence/base-types.ts';
import { listInWords } from './transition.ts';

interface PriorRow {
  readonly label: string;
  readonly text: string;
}

const labels: Readonly<Record<PriorTherapyContext['relation'], string>> = {
  'required-failure': 'required',
  'required-any-of': 'required',
  'required-exposure': 'required',
  stratified: 'stratified',
  'subgroup-prespecified': 'subgroup',
  'subgroup-posthoc': 'subgroup',
  permitted: 'allowed',
  excluded: 'excluded',
  'not-stated': 'not stated',
};
/** The order of the rows: what decides most comes first. */
const order = ['required', 'stratified', 'subgroup', 'allowed', 'excluded', 'not stated'];

const endings: Readonly<Record<string, string>> = {
  progression: 'progressed on',
  intolerance: 'not tolerated',
  completion: 'completed',
  symptoms: 'stopped for symptoms on',
  relapse: 'relapsed after',
};

const term = (id: string, base: Base): string =>
  id === 'any-systemic'
    ? 'any systemic therapy'
    : id === 'none'
      ? 'no previous systemic therapy'
      : base.label(id);

/** `203 patients (50 %)`. */
function share({ n, percent }: Pick<Exposure, 'n' | 'percent'>): string {
  const patients = n === undefined ? null : `${n} ${n === 1 ? 'patient' : 'patients'}`;
  if (patients === null) return percent === undefined ? 'share not reported' : `${percent} %`;
  return percent === undefined ? patients : `${patients} (${percent} %)`;
}

/** `; admitted all the same: somatostatin analogue for up to a month, 42 patients`. */
function admitted({ except = [] }: PriorTherapyContext, base: Base): string {
  const named = except.map((one) =>
    [term(one.term, base), ...(one.words === undefined ? [] : [one.words])]
      .join(' ')
      .concat(one.n === undefined && one.percent === undefined ? '' : ` (${share(one)})`),
  );
  return named.length === 0 ? '' : `; admitted all the same: ${listInWords(named)}`;
}

function sentence(context: PriorTherapyContext, base: Base): string {
  const { relation, terms, alsoAny, endedBy = [] } = context;
  const named = terms.map((id) => term(id, base));
  const also =
    alsoAny === undefined
      ? []
      : [
          `${term(alsoAny.term, base)}${
            alsoAny.except.length === 0
              ? ''
              : ` but ${listInWords(
                  alsoAny.except.map((id) => term(id, base)),
                  'or',
                )}`
          }`,
        ];
  const ended = listInWords(
    endedBy.map((event) => endings[event] ?? event),
    'or',
  );
  const window = context.window === undefined ? '' : ` in the last ${context.window} months`;
  switch (relation) {
    case 'required-failure':
      return `every patient had ${ended === '' ? 'failed' : ended} ${listInWords(named)}${window}`;
    case 'required-any-of':
      return `every patient had ${ended === '' ? 'failed' : ended} one of ${listInWords([...named, ...also], 'or')}${window}`;
    case 'required-exposure':
      return terms.includes('none')
        ? 'every patient was without previous systemic therapy'
        : `every patient had had ${listInWords([...named, ...also])}${ended === '' ? '' : ` and had ${ended} it`}${window}`;
    case 'stratified':
      return `previous ${listInWords(named)} was a factor of the randomisation`;
    case 'subgroup-prespecified':
      return `planned, by previous ${listInWords(named)}`;
    case 'subgroup-posthoc':
      return `looked at afterwards, by previous ${listInWords(named)}`;
    case 'permitted':
      return `${listInWords(named)}${context.concurrent === true ? ', also during the study' : ''}${window}`;
    case 'excluded':
      return `${listInWords(named, 'or')}${window}${admitted(context, base)}`;
    case 'not-stated':
      return listInWords(named);
  }
}

function lines({ lines: allowed }: PriorTherapyContext): string {
  if (allowed?.min === undefined && allowed?.max === undefined) return '';
  if (allowed.min !== undefined && allowed.max !== undefined)
    return `; ${allowed.min} to ${allowed.max} previous lines`;
  return allowed.max !== undefined
    ? `; at most ${allowed.max} previous lines`
    : allowed.min === 0
      ? ''
      : `; at least ${allowed.min} previous lines`;
}

/** The coded prior-therapy contexts of a study as rows to read. */
export function priorRows(study: Study, base: Base): readonly PriorRow[] {
  const rows = study.priorTherapy.map((context) => {
    const tumour =
      context.tumour === undefined
        ? ''
        : `${base.tumour(context.tumour)?.label ?? context.tumour}: `;
    const shares = (context.exposure ?? []).map((one) => {
      const whose =
        one.tumour === undefined ? '' : ` of ${base.tumour(one.tumour)?.label ?? one.tumour}`;
      const own = context.terms.length === 1 && one.term === context.terms[0];
      return `${own ? '' : `${term(one.term, base)} `}${share(one)}${whose}`;
    });
    const reported = shares.length === 0 ? '' : `: ${shares.join('; ')}`;
    const note = context.note === undefined ? '' : `. ${context.note}`;
    return {
      label: labels[context.relation],
      text: `${tumour}${sentence(context, base)}${lines(context)}${reported}${note}`,
    };
  });
  return [...rows].sort((a, b) => order.indexOf(a.label) - order.indexOf(b.label));
}
