import { describe, expect, test } from 'vitest';
import type { Transition } from '../../server/src/model/bound-file.ts';
import { isPlaced } from '../../server/src/model/histories.ts';
import { bindQuestion } from '../../server/src/model/question.ts';
import { describeRegion } from '../../server/src/model/region-words.ts';
import { arrows, base, bind, keys } from './reading.ts';

/** The transitions of one sequence for pancreatic tumours of grade 1 and 2. */
function follow(path: string, after = ''): readonly Transition[] {
  return bind(
    `population pnet { tumour pancreatic-net grade G1, G2 } sequence s for pnet ${after} { ${path} }`,
  ).transitions;
}
function the(transitions: readonly Transition[], arrow: string): Transition {
  const found = transitions.filter((transition) => arrows([transition])[0] === arrow);
  expect(found, arrow).toHaveLength(1);
  const [only] = found;
  if (only === undefined) throw new Error(`there is no ${arrow}`);
  return only;
}

describe('one transition per step and last systemic treatment before it', () => {
  test('a plain path', () => {
    const transitions = follow(
      'lanreotide -> everolimus on progression -> sunitinib on intolerance or progression',
    );
    expect(arrows(transitions)).toEqual([
      'start -> lanreotide',
      'lanreotide -> everolimus',
      'everolimus -> sunitinib',
    ]);
    expect(transitions.map(({ judged }) => judged)).toEqual([null, 'progression', 'progression']);
    expect(transitions.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(keys(the(transitions, 'everolimus -> sunitinib').history.path)).toEqual([
      'lanreotide',
      'everolimus',
    ]);
  });

  test('a missing trigger counts as progression, another one is kept', () => {
    const judged = follow('lanreotide -> everolimus -> sunitinib on intolerance').map(
      (transition) => transition.judged,
    );
    expect(judged).toEqual([null, 'progression', 'intolerance']);
  });

  test('synonyms, brands and named regimens are the same treatment', () => {
    expect(arrows(follow('CAPTEM -> Afinitor -> 5FU + STZ'))).toEqual([
      'start -> capecitabine + temozolomide',
      'capecitabine + temozolomide -> everolimus',
      'everolimus -> streptozocin + 5-fluorouracil',
    ]);
    const [first] = follow('capecitabine + temozolomide');
    const [second] = follow('TMZ + Xeloda');
    expect(first?.treatment.key).toBe(second?.treatment.key);
    expect(first?.key).toBe(second?.key);
  });

  test('an unknown treatment stays as written', () => {
    const transitions = follow(
      'lanreotide -> magicimab on progression -> everolimus on progression',
    );
    expect(arrows(transitions)).toEqual([
      'start -> lanreotide',
      'lanreotide -> magicimab',
      'magicimab -> everolimus',
    ]);
    expect(transitions.map(({ treatment }) => treatment.known)).toEqual([true, false, true]);
  });

  test('surgery and observation are passed through and have no transition', () => {
    const transitions = follow('surgery -> lanreotide -> observation -> everolimus on progression');
    expect(arrows(transitions)).toEqual(['start -> lanreotide', 'lanreotide -> everolimus']);
    expect(keys(the(transitions, 'lanreotide -> everolimus').history.path)).toEqual(['lanreotide']);
    expect(the(transitions, 'lanreotide -> everolimus').line).toBe(2);
  });

  test('"after": all of a path failed, "or" are alternatives', () => {
    const transitions = follow('cabozantinib', 'after lanreotide -> everolimus or sunitinib');
    expect(arrows(transitions)).toEqual([
      'everolimus -> cabozantinib',
      'sunitinib -> cabozantinib',
    ]);
    expect(transitions.map(({ history }) => keys(history.always))).toEqual([
      ['lanreotide', 'everolimus'],
      ['lanreotide', 'sunitinib'],
    ]);
    expect(transitions.map(({ judged, line }) => [judged, line])).toEqual([
      ['progression', 3],
      ['progression', 3],
    ]);
  });
});

describe('choices', () => {
  const choice =
    'lanreotide -> on progression any of { everolimus, sunitinib -> STZ/5-FU on progression }';

  test('fan out and in', () => {
    expect(arrows(follow(`${choice} -> cabozantinib on progression`))).toEqual([
      'start -> lanreotide',
      'lanreotide -> everolimus',
      'lanreotide -> sunitinib',
      'sunitinib -> streptozocin + 5-fluorouracil',
      'everolimus -> cabozantinib',
      'streptozocin + 5-fluorouracil -> cabozantinib',
    ]);
  });

  test('the trigger of a choice serves the first steps inside that have none', () => {
    const transitions = follow(
      'lanreotide -> on intolerance any of { everolimus, sunitinib on progression, any of { STZ, TMZ } -> cabozantinib }',
    );
    expect(
      transitions.map(({ treatment, trigger }) => `${treatment.key}: ${trigger.join()}`),
    ).toEqual([
      'lanreotide: ',
      'everolimus: intolerance',
      'sunitinib: progression',
      'streptozocin: intolerance',
      'temozolomide: intolerance',
      'cabozantinib: ',
      'cabozantinib: ',
    ]);
  });

  test('"nothing" passes on what was before the choice', () => {
    expect(
      arrows(
        follow(
          'lanreotide -> one of { when grade G2: everolimus on progression otherwise: nothing } -> sunitinib on progression',
        ),
      ),
    ).toEqual([
      'start -> lanreotide',
      'lanreotide -> everolimus',
      'everolimus -> sunitinib',
      'lanreotide -> sunitinib',
    ]);
  });

  test('a branch is for its condition less those above; what follows is for everybody outside', () => {
    const transitions = follow(
      'lanreotide -> on progression one of { when ki67 > 10%: CAPTEM when ki67 > 5%: sunitinib otherwise: everolimus } -> cabozantinib on progression',
    );
    const about = transitions.map(
      ({ treatment, population }) =>
        `${treatment.key}: ${describeRegion(population.region)} [${population.conditions.join()}]`,
    );
    expect(about).toEqual([
      'lanreotide: tumour pancreatic-net, grade G1 or G2 []',
      'capecitabine + temozolomide: tumour pancreatic-net, grade G2, Ki-67 above 10 to 20 % [ki67 > 10%]',
      'sunitinib: tumour pancreatic-net, grade G2, Ki-67 above 5 to 10 % [ki67 > 5%]',
      'everolimus: tumour pancreatic-net, grade G1 or G2, Ki-67 up to 5 % [otherwise]',
      ...Array.from({ length: 3 }, () => 'cabozantinib: tumour pancreatic-net, grade G1 or G2 []'),
    ]);
  });

  test('paths merge by their last treatment: what was before is "always" or "sometimes"', () => {
    const { history } = the(
      follow(`${choice} -> pazopanib on progression -> cabozantinib on progression`),
      'pazopanib -> cabozantinib',
    );
    expect(keys(history.always)).toEqual(['lanreotide', 'pazopanib']);
    expect(keys(history.sometimes)).toEqual([
      'everolimus',
      'sunitinib',
      'streptozocin + 5-fluorouracil',
    ]);
    expect(keys(history.path)).toEqual(['lanreotide', 'everolimus', 'pazopanib']);
  });

  test('a question about some path is answered by a path', () => {
    const { history } = the(
      follow(`${choice} -> pazopanib on progression -> cabozantinib on progression`),
      'pazopanib -> cabozantinib',
    );
    const is = (id: string) => (treatment: { readonly key: string }) => treatment.key === id;
    expect(keys(history.pathWith('sunitinib', is('sunitinib')) ?? [])).toEqual([
      'lanreotide',
      'sunitinib',
      'streptozocin + 5-fluorouracil',
      'pazopanib',
    ]);
    expect(keys(history.pathWithout('everolimus', is('everolimus')) ?? [])).toEqual([
      'lanreotide',
      'sunitinib',
      'streptozocin + 5-fluorouracil',
      'pazopanib',
    ]);
    expect(history.pathWith('palbociclib', is('palbociclib'))).toBeNull();
    expect(history.pathWithout('lanreotide', is('lanreotide'))).toBeNull();
  });

  test('paths with the same last treatment stay apart from the others where surgery follows', () => {
    const transitions = follow(
      'any of { lanreotide, sunitinib, everolimus -> sunitinib on progression } -> surgery -> cabozantinib on progression',
    );
    const { history } = the(transitions, 'sunitinib -> cabozantinib');
    expect(keys(history.always)).toEqual(['sunitinib']);
    expect(keys(history.sometimes)).toEqual(['everolimus']);
    expect(keys(the(transitions, 'lanreotide -> cabozantinib').history.path)).toEqual([
      'lanreotide',
    ]);
  });

  test('a background enters the history from its step on, and is never the last treatment', () => {
    const transitions = follow('everolimus with octreotide -> sunitinib on progression');
    expect(keys(the(transitions, 'start -> everolimus').history.path)).toEqual([]);
    expect(the(transitions, 'start -> everolimus').background?.key).toBe('octreotide');
    expect(keys(the(transitions, 'everolimus -> sunitinib').history.always)).toEqual([
      'everolimus',
      'octreotide',
    ]);
  });

  test('twelve choices of four branches cost pairs of branches, not paths', () => {
    const agents = ['everolimus', 'sunitinib', 'cabozantinib', 'pazopanib'];
    const path = Array.from({ length: 12 }, () => `any of { ${agents.join(', ')} }`).join(
      ' -> on progression ',
    );
    const { sequences, transitions } = bind(`population p { grade G1 } sequence s { ${path} }`);
    expect(sequences[0]?.nodes).toHaveLength(12 * 4);
    const edges = (sequences[0]?.nodes ?? []).reduce(
      (sum, node) => sum + node.predecessors.length,
      0,
    );
    expect(edges).toBe(4 + 11 * 4 * 4);
    expect(transitions).toHaveLength(edges);
    const last = transitions.at(-1);
    expect(keys(last?.history.sometimes ?? [])).toEqual([
      'everolimus',
      'sunitinib',
      'cabozantinib',
    ]);
    const without =
      last?.history.pathWithout('everolimus', (treatment) => treatment.key === 'everolimus') ?? [];
    expect(keys(without)).toHaveLength(11);
    expect(keys(without)).not.toContain('everolimus');
  });
});

describe('transitions that are asked for otherwise', () => {
  test('an avoidance follows each treatment of its "after", with every path', () => {
    const { avoidances } = bind(
      'population p { grade G1 } avoid palbociclib after lanreotide or octreotide -> everolimus avoid sunitinib avoid surgery',
    );
    const [late, anywhere, surgery] = avoidances;
    expect(arrows(late?.transitions ?? [])).toEqual(['everolimus -> palbociclib']);
    expect(keys(late?.transition?.history.sometimes ?? [])).toEqual(['lanreotide', 'octreotide']);
    expect([late?.anywhere, anywhere?.anywhere]).toEqual([false, true]);
    expect(surgery?.transition).toBeNull();
  });

  test('a preference is about those in both populations', () => {
    const { preferences, problems } = bind(`
      population low { ki67 <= 10% } population high { ki67 5 to 20% } population other { ki67 > 50% }
      sequence a for low { everolimus -> STZ/5-FU on progression } sequence b for high { STZ/5-FU -> everolimus on progression }
      sequence c for other { any of { lanreotide, octreotide } }
      prefer a over b  prefer a over b for high  prefer a over c`);
    expect(preferences.map(({ population }) => describeRegion(population.region))).toEqual([
      'Ki-67 5 to 10 %',
      'Ki-67 5 to 20 %',
      'nobody',
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['empty-population']);
  });

  test('a question on the command line is about the last step', () => {
    const answer = bindQuestion({
      base,
      path: 'lanreotide -> everolimus -> cabozantinib on intolerance',
      where: 'tumour pancreatic-net and ki67 > 10%',
    });
    expect(arrows(answer.transitions)).toEqual(['everolimus -> cabozantinib']);
    expect(answer.transitions[0]?.judged).toBe('intolerance');
    expect(
      describeRegion(the(answer.transitions, 'everolimus -> cabozantinib').population.region),
    ).toBe('tumour pancreatic-net, Ki-67 above 10 %');
  });

  test('what a question cannot mean is said', () => {
    expect(bindQuestion({ base, path: 'everolimus ->' }).errors).not.toEqual([]);
    expect(bindQuestion({ base, path: 'everolimus } sequence b { sunitinib' }).transitions).toEqual(
      [],
    );
    expect(
      bindQuestion({ base, path: 'everolimus', where: 'grade G1 and ki67 > 10%' }).problems.map(
        ({ code }) => code,
      ),
    ).toEqual(['empty-population']);
    expect(bindQuestion({ base, path: 'everolimus -> surgery' }).transitions).toEqual([]);
  });
});

test('the key of a transition is that of its meaning, not of its place', () => {
  const key = (text: string) => bind(text).transitions.at(-1)?.key;
  const here = key(
    'population p { grade G1 } sequence s { lanreotide -> everolimus on progression [I, A] }',
  );
  expect(
    key(
      '# moved\n\npopulation p { grade G1 }\nsequence t { Somatuline -> RAD001 on progression @X }',
    ),
  ).toBe(here);
  expect(
    key('population p { grade G2 } sequence s { lanreotide -> everolimus on progression }'),
  ).not.toBe(here);
  expect(
    key(
      'population p { grade G1 } sequence s { octreotide -> lanreotide -> everolimus on progression }',
    ),
  ).not.toBe(here);
  expect(
    key('population p { grade G1 } sequence s { lanreotide -> everolimus on intolerance }'),
  ).not.toBe(here);
  expect(
    key(
      'population p { grade G1 } sequence s { lanreotide -> everolimus with lanreotide on progression }',
    ),
  ).not.toBe(here);
});

describe('what is printed beside a treatment', () => {
  test('`optionally with` is never part of what was given, `with` is', () => {
    const transitions = follow(
      'everolimus optionally with octreotide -> sunitinib with lanreotide on progression -> cabozantinib on progression',
    );
    expect(keys(the(transitions, 'sunitinib -> cabozantinib').history.path)).toEqual([
      'everolimus',
      'sunitinib',
      'lanreotide',
    ]);
    expect(the(transitions, 'start -> everolimus').node?.optional?.key).toBe('octreotide');
    expect(the(transitions, 'start -> everolimus').background).toBeNull();
  });

  test('an unknown drug behind it is reported', () => {
    const { problems } = bind('sequence s { everolimus optionally with octreotid }');
    expect(problems.map(({ code }) => code)).toContain('unknown-treatment');
  });

  test('a dose names the variant that the base knows by it', () => {
    const dosed = (step: string) => follow(step).map(({ treatment }) => treatment.key);
    for (const written of [
      'lanreotide dose "120 mg every 14 days"',
      'Somatuline dose "every 14 days"',
      'lanreotide dose "q14d"',
    ])
      expect(dosed(written), written).toEqual(['lanreotide-every-14-days']);
    expect(dosed('lanreotide dose "120 mg every 28 days"')).toEqual(['lanreotide']);
    expect(dosed('lanreotide + everolimus dose "every 14 days"')).toEqual([
      'everolimus + lanreotide',
    ]);
  });
});

describe('a sequence that does not say what came before', () => {
  const read = (header: string, path: string) =>
    bind(`population pnet { tumour pancreatic-net } sequence s for pnet ${header} { ${path} }`);

  test('its first steps have no place, what follows them has', () => {
    for (const header of ['after any', 'any line']) {
      const { transitions, problems } = read(
        header,
        'any of { preferred everolimus, surgery -> sunitinib } -> cabozantinib on progression',
      );
      expect(problems.map(({ code }) => code)).toEqual([]);
      expect(transitions.map((one) => [one.treatment.key, isPlaced(one)])).toEqual([
        ['everolimus', false],
        ['sunitinib', false],
        ['cabozantinib', true],
        ['cabozantinib', true],
      ]);
      expect(transitions.map(({ node }) => node?.preferred)).toEqual([true, false, false, false]);
    }
    expect(read('after any', 'everolimus').transitions[0]?.line).toBe(2);
  });

  test('`here` grades a place that is not there; a trigger fits only behind `after`', () => {
    const codesOf = (header: string) =>
      read(header, 'everolimus on progression here [II, B]').problems.map(({ code }) => code);
    expect(codesOf('after any')).toEqual(['here-without-place']);
    expect(codesOf('any line')).toEqual(['trigger-without-history', 'here-without-place']);
    expect(codesOf('after lanreotide')).toEqual([]);
  });
});

test('`unless` is for everybody who does not meet the condition', () => {
  const transitions = follow(
    'one of { unless ki67 > 10% or growth rapid: everolimus otherwise: sunitinib }',
  );
  const same = follow(
    'one of { when ki67 <= 10% and growth slow: everolimus otherwise: sunitinib }',
  );
  expect(transitions.map(({ population }) => describeRegion(population.region))).toEqual(
    same.map(({ population }) => describeRegion(population.region)),
  );
  expect(transitions[0]?.population.conditions).toEqual(['unless ki67 > 10% or growth rapid']);
});
