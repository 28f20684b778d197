import { describe, expect, it } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { gapMap } from '../../server/src/views/gap-map/build-map.ts';
import { exportMap } from '../../server/src/views/gap-map/export.ts';
import type { GapMap } from '../../server/src/views/gap-map/gap-map.ts';

const answer = gapMap({
  base: embeddedBase(),
  treatments: 'named',
  where: 'tumour pancreatic-net',
  grading: 'esmo',
  asOf: '2016-04-10',
});
if ('problems' in answer) throw new Error('the map can be drawn');
const map: GapMap = answer;
/** The map with another label for its first treatment, which a team's own pack may bring. */
const labelled = (label: string): GapMap => ({
  ...map,
  columns: map.columns.map((column, at) => (at === 0 ? { ...column, label } : column)),
});

describe('the map as a table', () => {
  it('has one line for each pair, with its figures', () => {
    const { name, text } = exportMap(map, 'csv');
    expect(name).toBe('gap-map-pancreatic-net-2016-04-10.csv');
    expect(text).toMatch(
      /^"somatostatin analogue","sunitinib","S4","randomised, prior allowed","in favour","II","moderate","3","SUN1111","PFS HR [^"]+","\d*","\d+","2016-04-10","pnet-/m,
    );
    expect(text).toMatch(
      /^"everolimus","177Lu-dotatate","SX","not in the base","","","","","","","","0",/m,
    );
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx'])(
    'is no formula where a label is %s',
    (label) => {
      const { text } = exportMap(labelled(label), 'csv');
      expect(text).toContain(`"'${label.replaceAll('"', '""')}"`);
      expect(text).not.toMatch(/(?:^|,)"[=+\-@\t]/m);
    },
  );
});

describe('the map as a page', () => {
  it('stands alone, with shades, borders and words', () => {
    const { text } = exportMap(map, 'html');
    expect(text).toContain(
      '<td class="shade-4 solid"><b>S4 +</b>randomised, prior allowed<span>in favour</span><span>SUN1111</span>',
    );
    expect(text).toContain('not in the base as of 2016-04-10');
    expect(text).toContain('no advice for a patient');
    expect(text).not.toMatch(/<script|https?:|<img|<link/);
  });

  it('takes no label for markup', () => {
    const { text } = exportMap(labelled('<img src=x onerror=alert(1)>'), 'html');
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });
});
