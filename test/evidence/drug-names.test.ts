import { describe, expect, test } from 'vitest';
import { embeddedBase } from '../../server/src/evidence/base.ts';
import { soundBase } from './sources.ts';

const base = embeddedBase();

describe('treatments that exist are known', () => {
  test.each([
    ['cetuximab', 'cetuximab', 'L01FE01', 'drug'],
    ['Erbitux', 'cetuximab', 'L01FE01', 'drug'],
    ['telotristat', 'telotristat', 'A16AX15', 'supportive'],
    ['loperamide', 'loperamide', 'A07DA03', 'supportive'],
    ['T-DXd', 'trastuzumab-deruxtecan', 'L01FD04', 'drug'],
    ['PPIs', 'proton-pump-inhibitor', null, 'supportive'],
  ])('%s', (name, id, atc, kind) => {
    expect(base.treatment(name)).toBeUndefined();
    const drug = base.drugNames.named(name);
    expect(drug).toMatchObject({ id, atc, kind });
    expect(drug?.source === null).toBe(atc === null);
  });
  test.each(['FOLFIRINOX', 'mFOLFIRINOX'])('%s is a regimen', (name) => {
    expect((base.treatment(name) ?? base.drugNames.named(name))?.kind).toBe('regimen');
  });
});

test.each([
  ['CAPEOX', 'capox'],
  ['lutetium-oxodotreotide', '177lu-dotatate'],
  ['Mycapssa', 'octreotide'],
])('%s is a name of %s', (name, id) => {
  expect(base.treatment(name)?.id).toBe(id);
});

test('a name that nobody knows stays unknown', () => {
  expect(base.drugNames.named('everolimab')).toBeUndefined();
});

test('an entry about an agent gives it its code and names, and is no longer in the list', () => {
  const { data } = soundBase();
  expect(data.agents.find(({ id }) => id === 'sunitinib')?.brands).toEqual(['Sutent']);
  expect(data.drugNames.flatMap(({ names }) => names.map(({ id }) => id))).toEqual([
    ...['pembrolizumab', 'loperamide', 'opium-tincture'],
  ]);
});

test('nothing in the list is appraised', () => {
  for (const { id, synonyms, brands } of base.drugNames.all)
    for (const name of [id, ...synonyms, ...brands])
      expect(base.treatment(name), name).toBeUndefined();
});
