/**
 * What a study asked of its patients, and which patients a message is about, in the words that the
 * declaration of each attribute gives. No attribute is known here by its name.
 */
import type { Attribute, Base, BaselineShare, CriterionValue } from '../evidence/base-types.ts';
import { axisLabel, describeValues } from '../model/region-words.ts';
import type { Axis, Space } from '../model/space.ts';
import type { ValueSet } from '../model/values.ts';

/** Rules of a study by attribute. */
export type Criteria = Readonly<Record<string, CriterionValue | readonly string[] | undefined>>;
type Range = Extract<CriterionValue, { min?: number | undefined }>;

/** ` %`, ` years`, or nothing. */
const unitOf = ({ kind, unit }: Attribute): string =>
  kind === 'percent' ? ' %' : unit === undefined ? '' : ` ${unit}`;

function rangeInWords(range: Range, unit: string): string {
  const { min, max } = range;
  if (min !== undefined && max !== undefined) return `${min} to ${max}${unit}`;
  if (max !== undefined) return `${range.maxExclusive ? 'below' : 'up to'} ${max}${unit}`;
  return min === undefined ? 'any' : `${range.minExclusive ? 'above' : 'from'} ${min}${unit}`;
}

const isList = (value: object): value is readonly string[] => Array.isArray(value);
function valueInWords(
  value: CriterionValue | string | readonly string[],
  attribute: Attribute,
  base: Base,
): string {
  const label = (name: string): string =>
    attribute.kind === 'tumour' ? (base.tumour(name)?.label ?? name) : name;
  if (typeof value === 'string') return label(value);
  if (isList(value)) return value.map(label).join(', ');
  return 'within' in value
    ? `within ${value.within} months`
    : rangeInWords(value, unitOf(attribute));
}

/** What a study asked of one attribute, in words; `null` where the source does not state it. */
export function criterionInWords(criteria: Criteria, id: string, base: Base): string | null {
  const value = criteria[id];
  const attribute = base.attributes.find((known) => known.id === id);
  return value === undefined || attribute === undefined
    ? null
    : valueInWords(value, attribute, base);
}

/** `progression no` or `pancreatic NET`: what a baseline share is of. */
export function shareInWords({ attribute: id, value }: BaselineShare, base: Base): string {
  const attribute = base.attributes.find((known) => known.id === id);
  if (attribute === undefined) return id;
  const words = valueInWords(value, attribute, base);
  return attribute.kind === 'tumour' ? words : `${attribute.label} ${words}`;
}

/** `pancreatic NET · grade G1, G2 · progression within 12 months`: all that the source states. */
export function populationInWords(criteria: Criteria, base: Base): string {
  return base.attributes
    .flatMap((attribute) => {
      const words = criterionInWords(criteria, attribute.id, base);
      if (words === null) return [];
      return attribute.kind === 'tumour' ? words : `${attribute.label} ${words}`;
    })
    .join(' · ');
}

/** `Ki-67 below 10 %`, `no progression`, `functioning tumours`: patients with these values. */
export function patientsWith(space: Space, axis: Axis, values: ValueSet): string {
  const words = describeValues(space, axis.id, values);
  const { kind, label, words: template } = axis.attribute;
  if (kind === 'progression')
    return words === 'no'
      ? `no ${label}`
      : words === 'yes'
        ? `${label} at any time`
        : `${label} ${words}`;
  const [only, ...others] = values.kind === 'finite' ? [...values.values] : [];
  const own = axis.attribute.values?.find(({ id }) => others.length === 0 && id === only)?.words;
  if (own !== undefined) return own;
  if (template !== undefined) return template.replace('{value}', () => words);
  if (words === 'yes' || words === 'no')
    return words === 'yes' ? axisLabel(axis) : `no ${axisLabel(axis)}`;
  return `${label} ${words}`;
}
