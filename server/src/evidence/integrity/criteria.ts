/**
 * Rules about attributes and about everything that states a value of one: the declarations
 * themselves, whom studies enrolled, baseline shares, subgroups, approvals, printed
 * recommendations, cautions. The declaration of an attribute is all they know of it.
 */
import { suggest } from '../../text/names.ts';
import type { Sources, YamlPath } from '../load.ts';
import type { Attribute, CriterionValue } from '../schema/schema.ts';
import { namesOf } from '../terms.ts';
import { type Finding, fileOf, placedFindings } from './rule.ts';

interface Stated {
  readonly file: string;
  /** Of the value. */
  readonly path: YamlPath;
  readonly at: string;
  readonly attribute: string;
  readonly value: CriterionValue | string | readonly string[];
}
type Place = Pick<Stated, 'file' | 'path' | 'at'>;

function* statedIn(criteria: object | undefined, place: Place): Generator<Stated> {
  const entries: [string, CriterionValue | undefined][] = Object.entries(criteria ?? {});
  for (const [attribute, value] of entries)
    if (value !== undefined) yield { ...place, path: [...place.path, attribute], attribute, value };
}

/** Every value of an attribute that facts state. */
function* statedValues(sources: Sources): Generator<Stated> {
  const { data } = sources;
  for (const study of data.studies) {
    const own = { file: fileOf(sources, study), at: study.id };
    yield* statedIn(study.population.criteria, { ...own, path: ['population', 'criteria'] });
    for (const [index, { attribute, value }] of (study.population.shares ?? []).entries())
      yield { ...own, path: ['population', 'shares', index, 'value'], attribute, value };
  }
  for (const { finding, file, at, path } of placedFindings(sources))
    yield* statedIn(finding.subgroup?.criteria, {
      ...{ file, at },
      path: [...path, 'subgroup', 'criteria'],
    });
  for (const [index, approval] of data.approvals.entries())
    yield* statedIn(approval.criteria, {
      ...{ file: 'approvals.yaml', at: approval.treatment.join('+') },
      path: ['approvals', index, 'criteria'],
    });
  for (const guideline of data.guidelines)
    for (const [index, { id, patients }] of guideline.recommendations.entries())
      yield* statedIn(patients, {
        file: `guidelines/${guideline.id.toLowerCase()}.yaml`,
        at: `${guideline.id}/${id}`,
        path: ['recommendations', index, 'patients'],
      });
  for (const [index, rule] of data.safety.entries()) {
    if (rule.when === undefined) continue;
    const { attribute, values: value } = rule.when;
    yield {
      ...{ file: 'safety.yaml', at: rule.id, path: ['rules', index, 'when'] },
      ...{ attribute, value },
    };
  }
}

/** Facts name attributes that are declared, and values that the declaration has. */
export function* valuesResolve(sources: Sources): Generator<Finding> {
  const { attributes } = sources.data;
  const known = new Map(attributes.map((attribute) => [attribute.id, attribute]));
  for (const { attribute: id, value, ...place } of statedValues(sources)) {
    const attribute = known.get(id);
    const problem =
      attribute === undefined ? noAttribute(id, attributes) : misfit(attribute, value);
    if (problem !== null) yield { ...place, ...problem };
  }
  for (const study of sources.data.studies) {
    const own = { file: fileOf(sources, study), at: study.id };
    for (const [index, { states }] of study.population.provenance.entries())
      for (const id of states ?? [])
        if (!known.has(id))
          yield {
            ...{ ...own, path: ['population', 'provenance', index, 'states'] },
            ...noAttribute(id, attributes),
          };
  }
  yield* cautionsResolve(sources);
}

type Said = Pick<Finding, 'message' | 'help'>;

function noAttribute(id: string, attributes: readonly Attribute[]): Said {
  const named = attributes.find((attribute) => namesOf(attribute).includes(id));
  const [near] =
    named === undefined
      ? suggest(
          id,
          attributes.map((attribute) => attribute.id),
        )
      : [named.id];
  return {
    message: `"${id}" is no attribute`,
    help:
      near === undefined
        ? 'Declare it under attributes, or use an id of attributes.yaml.'
        : `Did you mean ${near}? Another attribute is declared under attributes.`,
  };
}

function noValue({ id, values = [] }: Attribute, name: string): Said {
  const named = values.find((value) => namesOf(value).includes(name));
  const [near] =
    named === undefined
      ? suggest(
          name,
          values.map((value) => value.id),
        )
      : [named.id];
  const all = values.map((value) => value.id).join(', ');
  return {
    message: `"${name}" is no value of ${id}`,
    help: near === undefined ? `Use one of: ${all}.` : `Did you mean ${near}? Its values: ${all}.`,
  };
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);
const asWritten = (value: Stated['value']): string =>
  typeof value === 'string'
    ? value
    : isList(value)
      ? `[${value.join(', ')}]`
      : `{ ${Object.entries(value)
          .map(([key, one]) => `${key}: ${String(one)}`)
          .join(', ')} }`;

/**
 * What is wrong with a value of an attribute; `null` where the attribute may have it. Tumours are
 * another rule's.
 */
function misfit(attribute: Attribute, value: Stated['value']): Said | null {
  const { id, kind } = attribute;
  const unlike = (help: string): Said => ({
    message: `${asWritten(value)} is no value of ${id}`,
    help,
  });
  switch (kind) {
    case 'tumour':
      return typeof value === 'string' || isList(value)
        ? null
        : unlike('Write the tumours as a list: [pancreatic-net].');
    case 'ordered':
    case 'choice':
    case 'flags': {
      const names = typeof value === 'string' ? [value] : isList(value) ? value : null;
      if (names === null)
        return unlike(`Write its values as a list: [${attribute.values?.[0]?.id ?? ''}].`);
      const wrong = names.find((name) => !attribute.values?.some((one) => one.id === name));
      return wrong === undefined ? null : noValue(attribute, wrong);
    }
    case 'percent':
    case 'number': {
      const { min = 0, max = kind === 'percent' ? 100 : Number.POSITIVE_INFINITY } = attribute;
      const help = `Write a range: { min: ${min}, max: ${Number.isFinite(max) ? max : min + 10} }; leave an open end out.`;
      if (typeof value === 'string' || isList(value) || 'within' in value) return unlike(help);
      const ends = [value.min, value.max].flatMap((end) => end ?? []);
      const outside = ends.some((end) => end < min || end > max);
      const reversed = (value.min ?? min) > (value.max ?? max);
      return ends.length === 0 || outside || reversed ? unlike(help) : null;
    }
    case 'progression':
      return value === 'yes' ||
        value === 'no' ||
        (typeof value === 'object' && 'within' in value && value.within > 0)
        ? null
        : unlike('Write yes, no or { within: 12 }, in months.');
  }
}

/** Which names of values a declaration uses, with the attribute that must have them. */
function* declaredNames(
  attributes: readonly Attribute[],
): Generator<Place & { readonly of: string; readonly name: string }> {
  for (const [index, attribute] of attributes.entries()) {
    const { id, bars, silence, groups, implies, bands, studyDefault, afterOperation } = attribute;
    const place = { file: 'attributes.yaml', at: id };
    const at = (...path: YamlPath): YamlPath => ['attributes', index, ...path];
    for (const name of silence === 'covers' ? [] : silence)
      yield { ...place, path: at('silence'), of: id, name };
    for (const name of (bars?.groups ?? []).flat())
      yield { ...place, path: at('bars', 'groups'), of: id, name };
    for (const [each, { values }] of (groups ?? []).entries())
      for (const name of values) yield { ...place, path: at('groups', each), of: id, name };
    for (const [each, { values, attribute: of, are }] of (implies ?? []).entries()) {
      for (const name of values) yield { ...place, path: at('implies', each), of: id, name };
      for (const name of are) yield { ...place, path: at('implies', each), of, name };
    }
    for (const name of Object.keys(bands?.ranges ?? {}))
      yield { ...place, path: at('bands', 'ranges'), of: id, name };
    for (const name of [studyDefault, afterOperation?.value])
      if (name !== undefined) yield { ...place, path: at(), of: id, name };
  }
}

/**
 * A declaration is whole in itself: its values exist, and so do the attributes and tumours it
 * speaks of.
 */
export function* attributesAreSound(sources: Sources): Generator<Finding> {
  const { attributes, tumours } = sources.data;
  const known = new Map(attributes.map((attribute) => [attribute.id, attribute]));
  const places = new Set(tumours.map(({ id }) => id));
  for (const { of, name, ...place } of declaredNames(attributes)) {
    const attribute = known.get(of);
    if (attribute === undefined) yield { ...place, ...noAttribute(of, attributes) };
    else if (attribute.kind === 'tumour') {
      if (!places.has(name))
        yield { ...place, message: `"${name}" is no tumour`, help: 'Use an id of tumours.yaml.' };
    } else if (!attribute.values?.some((value) => value.id === name))
      yield { ...place, ...noValue(attribute, name) };
  }
  for (const [index, { id, bands, afterOperation, field, min, max }] of attributes.entries()) {
    const place = { file: 'attributes.yaml', at: id, path: ['attributes', index] };
    const on = bands === undefined ? undefined : known.get(bands.on);
    if (bands !== undefined && on?.kind !== 'percent' && on?.kind !== 'number')
      yield {
        ...place,
        message: `"${bands.on}" is no attribute with numbers`,
        help: 'A classification names the percentage or number that it divides.',
      };
    for (const name of [...(bands?.tumours ?? []), ...(field === undefined ? [] : [field])])
      if (!places.has(name))
        yield { ...place, message: `"${name}" is no tumour`, help: 'Use an id of tumours.yaml.' };
    for (const name of afterOperation?.unless ?? [])
      if (!known.has(name)) yield { ...place, ...noAttribute(name, attributes) };
    if (min !== undefined && max !== undefined && min >= max)
      yield { ...place, message: 'min is not below max', help: 'Exchange the two.' };
  }
}

function* cautionsResolve(sources: Sources): Generator<Finding> {
  const studies = new Set(sources.data.studies.map((study) => study.id));
  for (const [index, rule] of sources.data.safety.entries()) {
    const place = { file: 'safety.yaml', path: ['rules', index], at: rule.id };
    for (const { study } of [...rule.for, ...rule.against]) {
      if (study !== undefined && !studies.has(study))
        yield {
          ...place,
          message: `"${study}" is no study of the base`,
          help: 'Use the id of a study, or leave it out.',
        };
    }
  }
}
