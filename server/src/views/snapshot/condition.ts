/** Conditions in one form, however they were written: preferred names, `<=` for `≤`, one space. */
import type { Base } from '../../evidence/base-types.ts';
import type * as syntax from '../../syntax/tree.ts';

/** A condition as the formatter writes it, with the names of the base. */
export function conditionText(condition: syntax.Condition, base: Base): string {
  const joiner = condition.joiner === 'or' ? ' or ' : ' and ';
  return condition.criteria.map((criterion) => criterionText(criterion, base)).join(joiner);
}

function criterionText(criterion: syntax.Criterion, base: Base): string {
  const { attribute, negated, test } = criterion;
  const name = base.attribute(attribute.text)?.id ?? attribute.text;
  const words = test === null ? '' : ` ${testText(test, attribute.text, base)}`;
  return `${negated ? 'not ' : ''}${name}${words}`;
}

function testText(
  test: NonNullable<syntax.Criterion['test']>,
  attribute: string,
  base: Base,
): string {
  const value = (one: syntax.Value): string => valueText(one, attribute, base);
  switch (test.form) {
    case 'comparison':
      return test.operator === '=' ? value(test.value) : `${test.operator} ${value(test.value)}`;
    case 'range':
      return `${value(test.low)} to ${value(test.high)}`;
    case 'list':
      return test.values.map(value).join(', ');
  }
}

function valueText(value: syntax.Value, attribute: string, base: Base): string {
  switch (value.form) {
    case 'word': {
      const known = base.attribute(attribute);
      return (
        (known === undefined
          ? undefined
          : (base.attributeValue(known, value.text) ??
            base.attributeGroup(known, value.text)?.id)) ?? value.text
      );
    }
    case 'number':
      return `${value.value}${value.percent ? '%' : ''}`;
    case 'within':
      return `within ${value.amount} ${value.unit?.text ?? ''}`.trimEnd();
  }
}
