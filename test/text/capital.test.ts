import { expect, test } from 'vitest';
import { capital } from '../../server/src/text/capital.ts';

test.each([
  ['everolimus', 'Everolimus'],
  ['étude in all', 'Étude in all'],
  ['mTOR inhibitor', 'mTOR inhibitor'],
  ['177Lu-dotatate', '177Lu-dotatate'],
  ['', ''],
])('%j begins a sentence as %j', (text, shown) => expect(capital(text)).toBe(shown));
