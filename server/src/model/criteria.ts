/**
 * Criteria as written → regions. A criterion that cannot be met by any vocabulary is reported, and
 * then restricts nobody.
 */
import type { Attribute, Base } from '../evidence/base-types.ts';
import type * as syntax from '../syntax/tree.ts';
import { normaliseName, suggest } from '../text/names.ts';
import { type Report, suggestions } from '../workspace/problems.ts';
import {
  complement,
  everybody,
  inexact,
  intersect,
  nobody,
  type Region,
  restrictedTo,
  union,
} from './population.ts';
import { anyOf } from './region-words.ts';
import { flagAxis, notProgressed, progressedAtAnyTime, spaceOf } from './space.ts';
import { finite, intersectValues, interval, unionValues, type ValueSet } from './values.ts';

/** Gregorian: 365.2425 days in 12 months. */
const daysInMonth = 365.2425 / 12;
const monthsIn: Readonly<Record<string, number>> = {
  day: 1 / daysInMonth,
  week: 7 / daysInMonth,
  month: 1,
  year: 12,
};

/** The patients who meet a criterion: commas are "or", `not` is everybody else. */
export function regionOfCriterion(base: Base, criterion: syntax.Criterion, report: Report): Region {
  const space = spaceOf(base).raw;
  const unread = inexact(everybody(space));
  if (criterion.attribute.text === '') return unread;
  const attribute = base.attribute(criterion.attribute.text);
  if (attribute === undefined) {
    const names = base.attributes.flatMap((known) => [known.id, ...(known.synonyms ?? [])]);
    const { text: name, start, end } = criterion.attribute;
    report({
      code: 'unknown-attribute',
      span: { start, end },
      params: {
        name,
        known: base.attributes.map(({ id }) => id).join(', '),
        ...suggestions(suggest(name, names)),
      },
    });
    return unread;
  }
  if (criterion.test === null) return unread;
  const region = new CriterionReader(base, attribute, report).read(criterion.test);
  if (region === null) return unread;
  return criterion.negated ? { ...complement(region), stated: region.stated } : region;
}

/** The patients of a condition: all of its criteria with `and`, at least one of them with `or`. */
export function regionOfCondition(base: Base, condition: syntax.Condition, report: Report): Region {
  const [first, ...others] = condition.criteria.map((criterion) =>
    regionOfCriterion(base, criterion, report),
  );
  if (first === undefined) return inexact(everybody(spaceOf(base).raw));
  return others.reduce(condition.joiner === 'or' ? union : intersect, first);
}

class CriterionReader {
  readonly #base: Base;
  readonly #attribute: Attribute;
  readonly #report: Report;

  constructor(base: Base, attribute: Attribute, report: Report) {
    this.#base = base;
    this.#attribute = attribute;
    this.#report = report;
  }

  /** `null` after a problem was reported. */
  read(test: NonNullable<syntax.Criterion['test']>): Region | null {
    const space = spaceOf(this.#base).raw;
    if (this.#attribute.kind === 'flags') return this.#flags(test);
    const values = this.#values(test);
    return values === null ? null : restrictedTo(space, this.#attribute.id, values);
  }

  #values(test: NonNullable<syntax.Criterion['test']>): ValueSet | null {
    switch (test.form) {
      case 'list':
        return this.#join(test.values.map((value) => this.#single(value, false)));
      case 'comparison':
        return this.#comparison(test.operator, test.value);
      case 'range':
        return this.#range(test.low, test.high);
    }
  }

  #join(sets: readonly (ValueSet | null)[]): ValueSet | null {
    return sets.reduce((sum, part) =>
      sum === null || part === null ? null : unionValues(sum, part),
    );
  }

  /** Each flag is an attribute of its own: several are alternatives. */
  #flags(test: NonNullable<syntax.Criterion['test']>): Region | null {
    const space = spaceOf(this.#base).raw;
    const values =
      test.form === 'list'
        ? test.values
        : test.form === 'comparison' && test.operator === '='
          ? [test.value]
          : null;
    if (values === null)
      return test.form === 'range'
        ? this.#impossible(test.low)
        : test.form === 'comparison'
          ? this.#impossible(test.value)
          : null;
    let region: Region | null = nobody(space);
    for (const value of values) {
      const flag =
        value.form === 'word' ? this.#base.attributeValue(this.#attribute, value.text) : undefined;
      if (flag === undefined) this.#impossible(value);
      const one: Region | null =
        flag === undefined
          ? null
          : restrictedTo(space, flagAxis(this.#attribute.id, flag), finite(['yes']));
      region =
        region === null || one === null
          ? null
          : region.boxes.length === 0
            ? one
            : union(region, one);
    }
    return region;
  }

  #single(value: syntax.Value, percentGiven: boolean): ValueSet | null {
    const { kind } = this.#attribute;
    if (kind === 'progression') return this.#progression(value);
    if (kind === 'percent' || kind === 'number') {
      const amount = this.#amount(value, percentGiven);
      return amount === null ? null : this.#only(interval(amount, amount));
    }
    const group = value.form === 'word' ? this.#groupNamed(value.text) : undefined;
    if (group !== undefined) return finite(group);
    const id = this.#named(value);
    if (id === null) return null;
    return kind === 'tumour' ? finite(spaceOf(this.#base).tumoursBelow(id)) : finite([id]);
  }

  #comparison(operator: syntax.Operator, value: syntax.Value): ValueSet | null {
    if (operator === '=') return this.#single(value, false);
    const { kind } = this.#attribute;
    if (kind === 'ordered') {
      const id = this.#named(value);
      const ids = (this.#attribute.values ?? []).map((known) => known.id);
      const at = id === null ? -1 : ids.indexOf(id);
      return id === null ? null : finite(ids.filter((_, index) => compares(index, operator, at)));
    }
    if (kind !== 'percent' && kind !== 'number') return this.#impossible(value);
    const amount = this.#amount(value, false);
    if (amount === null) return null;
    const up = operator === '>' || operator === '>=';
    const open = operator === '<' || operator === '>';
    return this.#only(
      up
        ? interval(amount, Number.POSITIVE_INFINITY, { lowOpen: open })
        : interval(Number.NEGATIVE_INFINITY, amount, { highOpen: open }),
    );
  }

  /** Both ends belong to it. The percent sign is needed once. */
  #range(low: syntax.Value, high: syntax.Value): ValueSet | null {
    const { kind } = this.#attribute;
    if (kind === 'ordered') {
      const from = this.#named(low);
      const to = this.#named(high);
      const ids = (this.#attribute.values ?? []).map((known) => known.id);
      if (from === null || to === null) return null;
      if (ids.indexOf(from) > ids.indexOf(to))
        return this.#impossible(spanning(low, high), `${to} to ${from}`);
      return finite(ids.slice(ids.indexOf(from), ids.indexOf(to) + 1));
    }
    if (kind !== 'percent' && kind !== 'number') return this.#impossible(low);
    const percent =
      (low.form === 'number' && low.percent) || (high.form === 'number' && high.percent);
    const from = this.#amount(low, percent);
    const to = this.#amount(high, percent || from === null);
    if (from === null || to === null) return null;
    if (from > to)
      return this.#impossible(
        spanning(low, high),
        `${to} to ${from}${kind === 'percent' ? '%' : ''}`,
      );
    return this.#only(interval(from, to));
  }

  #progression(value: syntax.Value): ValueSet | null {
    if (value.form === 'within') {
      // A missing unit was reported by the parser.
      if (value.unit === null) return null;
      const months = monthsIn[value.unit.text.toLowerCase().replace(/s$/, '')];
      return months === undefined
        ? this.#impossible(value)
        : interval(0, Math.round(value.amount * months * 100) / 100);
    }
    const word = value.form === 'word' ? normaliseName(value.text) : '';
    if (word === 'yes') return progressedAtAnyTime;
    return word === 'no' ? interval(notProgressed, notProgressed) : this.#impossible(value);
  }

  /** A number in its range. A percentage needs its sign, and another number must not have one. */
  #amount(value: syntax.Value, percentGiven: boolean): number | null {
    const {
      kind,
      min = 0,
      max = kind === 'percent' ? 100 : Number.POSITIVE_INFINITY,
      integer,
    } = this.#attribute;
    if (value.form !== 'number') return this.#impossible(value);
    if (value.value < min || value.value > max) return this.#impossible(value);
    if (kind === 'percent' && !value.percent && !percentGiven)
      return this.#impossible(value, `${value.text}%`);
    if (kind === 'number' && value.percent) return this.#impossible(value, value.text);
    return integer === true && !Number.isInteger(value.value)
      ? this.#impossible(value)
      : value.value;
  }

  #named(value: syntax.Value): string | null {
    if (value.form === 'within') return this.#impossible(value);
    const found =
      this.#attribute.kind === 'tumour'
        ? this.#base.tumour(value.text)?.id
        : this.#base.attributeValue(this.#attribute, value.text);
    if (found !== undefined && !(value.form === 'number' && value.percent)) return found;
    return this.#impossible(value, suggest(value.text, this.#names())[0]);
  }

  #groupNamed(name: string): readonly string[] | undefined {
    return this.#base.attributeGroup(this.#attribute, name)?.values;
  }

  /** The part of what there is at all: whole numbers are a finite set. */
  #only(values: ValueSet): ValueSet {
    const all = spaceOf(this.#base).axes.get(this.#attribute.id)?.all;
    if (all === undefined || values.kind === 'finite') return values;
    if (all.kind === 'intervals') return intersectValues(all, values);
    return finite(
      [...all.values].filter((value) =>
        values.intervals.some((part) => within(Number(value), part)),
      ),
    );
  }

  #impossible(value: syntax.Value | (syntax.Span & { readonly text: string }), near = ''): null {
    const written =
      'text' in value
        ? `${value.text}${'percent' in value && value.percent ? '%' : ''}`
        : `within ${value.amount} ${value.unit?.text ?? ''}`.trim();
    this.#report({
      code: 'impossible-value',
      span: { start: value.start, end: value.end },
      params: {
        attribute: this.#attribute.label,
        value: written,
        allowed: this.#allowed(),
        near: near || (suggest(written, this.#names())[0] ?? ''),
      },
    });
    return null;
  }

  #names(): readonly string[] {
    if (this.#attribute.kind === 'tumour') return this.#base.tumours.map((tumour) => tumour.id);
    const { values = [], groups = [] } = this.#attribute;
    return [...values, ...groups].map(({ id }) => id);
  }
  #allowed(): string {
    const {
      kind,
      min = 0,
      max = kind === 'percent' ? 100 : Number.POSITIVE_INFINITY,
      integer,
      unit,
    } = this.#attribute;
    const reach = Number.isFinite(max) ? `from ${min} to ${max}` : `from ${min}`;
    switch (kind) {
      case 'tumour':
        return 'a tumour of the base, such as pancreatic-net';
      case 'percent':
        return `a percentage ${reach}, with its sign: 20%`;
      case 'number':
        return `a ${integer === true ? 'whole ' : ''}number ${reach}${unit === undefined ? '' : ` ${unit}`}`;
      case 'progression':
        return 'yes, no or a time such as within 12 months';
      case 'ordered':
      case 'choice':
      case 'flags':
        return anyOf(this.#names());
    }
  }
}

function compares(index: number, operator: syntax.Operator, at: number): boolean {
  switch (operator) {
    case '<':
      return index < at;
    case '<=':
      return index <= at;
    case '>':
      return index > at;
    case '>=':
      return index >= at;
    case '=':
      return index === at;
  }
}
function within(
  value: number,
  part: {
    readonly low: number;
    readonly high: number;
    readonly lowOpen: boolean;
    readonly highOpen: boolean;
  },
): boolean {
  return (
    (part.lowOpen ? value > part.low : value >= part.low) &&
    (part.highOpen ? value < part.high : value <= part.high)
  );
}
function spanning(low: syntax.Value, high: syntax.Value): syntax.Span & { readonly text: string } {
  const words = (value: syntax.Value): string =>
    value.form === 'within'
      ? ''
      : value.form === 'number' && value.percent
        ? `${value.text}%`
        : value.text;
  return { start: low.start, end: high.end, text: `${words(low)} to ${words(high)}` };
}
