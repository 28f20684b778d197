import { describe, expect, test } from 'vitest';
import { frame } from '../../server/src/output/code-frame.ts';
import { palette } from '../../server/src/output/palette.ts';
import { sourceLine } from '../../server/src/output/portable-results.ts';
import { columns } from '../../server/src/text/display-width.ts';
import { Lines } from '../../server/src/text/lines.ts';

/** The frame around `mark` in `source`, without colours. */
function framed(source: string, mark: string, remark: string | null, width = 80): string[] {
  const start = source.indexOf(mark);
  const plain = palette(false);
  const lines = new Lines(source);
  const range = lines.range({ start, end: start + mark.length });
  return frame({
    source: sourceLine(lines.line(range.start.line), range),
    range,
    remark,
    width,
    palette: plain,
    paint: plain.strong,
  });
}

test('the mark stands below the span and the remark hangs from it', () => {
  expect(
    framed(
      '  -> sunitinib on progression  here [I, A]  @SUN1111',
      '[I, A]',
      'retrospective cohorts only (S6)',
    ),
  ).toEqual([
    '       1 │   -> sunitinib on progression  here [I, A]  @SUN1111',
    '         │                                     ──┬───',
    '         │                                       └ retrospective cohorts only',
    '         │                                         (S6)',
  ]);
});

test('without a remark the span is underlined', () => {
  expect(framed('  -> sunitinb', 'sunitinb', null)).toEqual([
    '       1 │   -> sunitinb',
    '         │      ────────',
  ]);
});

test('wide characters before the mark move it', () => {
  const [source = '', mark = ''] = framed('# 前治療 x', 'x', null);
  expect(columns(source.slice(0, source.indexOf('x')))).toBe(
    columns(mark.slice(0, mark.indexOf('─'))),
  );
});

describe('a line that is too long', () => {
  const long = `${'population '.repeat(20)}[I, A] ${'after '.repeat(20)}`;
  test.each([40, 60, 80])('fits %i columns and shows the span', (width) => {
    const rows = framed(
      long,
      '[I, A]',
      'a remark that is long enough to need more than one line below the mark',
      width,
    );
    expect(rows.every((row) => columns(row) <= width)).toBe(true);
    expect(rows[0]).toContain('[I, A]');
    expect(rows[0]).toContain('…');
  });
});

test('a span over several lines is marked to the end of the first', () => {
  expect(framed('one {\n  two\n}', 'one {\n  two\n}', null)).toEqual([
    '       1 │ one {',
    '         │ ─────',
  ]);
});
