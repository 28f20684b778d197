import { describe, expect, test } from 'vitest';
import { commands } from '../../server/src/cli/commands/all.ts';
import { wantsColours } from '../../server/src/cli/console.ts';
import { readDate } from '../../server/src/cli/dates.ts';
import { readArguments } from '../../server/src/cli/options.ts';

const options = commands.find((command) => command.name === 'check')?.options ?? [];
const read = (...words: string[]) => readArguments('check', options, words);

test('operands, switches and values in any order', () => {
  const words = read(
    'a.sequitur',
    '--as-of',
    '2016-04-10',
    '--quiet',
    'b.sequitur',
    '--format=json',
  );
  expect(words.operands).toEqual(['a.sequitur', 'b.sequitur']);
  expect(words.has('quiet')).toBe(true);
  expect(words.has('fix')).toBe(false);
  expect(words.value('as-of')).toBe('2016-04-10');
  expect(words.value('format')).toBe('json');
});

test('after -- everything is an operand, and - is one', () => {
  expect(read('-', '--', '--fix').operands).toEqual(['-', '--fix']);
});

test('of a repeated option the last wins', () => {
  expect(read('--format', 'json', '--format', 'pretty').value('format')).toBe('pretty');
});

describe('what is wrong is named', () => {
  test.each([
    [['--formt', 'json'], /no option --formt.*mean --format\?/],
    [['--wibble'], /no option --wibble\.$/],
    [['--format', 'xml'], /--format is pretty, json.*, not "xml"/],
    [['--format', 'jsn'], /Did you mean json\?/],
    [['--as-of'], /--as-of needs a value: --as-of DATE/],
    [['--as-of', '--quiet'], /--as-of needs a value/],
    [['--as-of='], /--as-of needs a value/],
    [['--fix=yes'], /--fix takes no value/],
    [['-x'], /no option -x/],
  ])('%j', (words, message) => {
    expect(() => read(...words)).toThrow(message);
  });
});

describe('dates', () => {
  test.each(['2026-06-30', '2024-02-29'])('%s is a date', (text) => {
    expect(readDate('as-of', text)).toBe(text);
  });
  test.each([
    '2026-13-40',
    '2025-02-29',
    '2026-6-3',
    '2026',
    'yesterday',
    '30.06.2026',
    '2026-06-30T00:00',
  ])('%s is told what a date looks like', (text) => {
    expect(() => readDate('as-of', text)).toThrow(/A date looks like 2026-06-30/);
  });
});

describe('colours', () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ NO_COLOR: '' }, true, true],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    [{ TERM: 'dumb' }, true, false],
  ])('%j on a terminal: %s', (environment, terminal, expected) => {
    expect(wantsColours(environment, terminal)).toBe(expected);
  });
});

test('every command says what it is for and shows an option once', () => {
  for (const command of commands) {
    expect(command.summary).toMatch(/\.$/);
    const names = command.options.map((option) => option.name);
    expect(new Set(names).size).toBe(names.length);
  }
});
