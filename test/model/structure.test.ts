import { describe, expect, test } from 'vitest';
import { bind, marksOf, problemsOf } from './reading.ts';

/** The problems of a text are exactly its marks. */
function check(text: string): void {
  expect(problemsOf(text)).toEqual(marksOf(text));
}
const pnet = 'population pnet { tumour pancreatic-net }';

describe('names', () => {
  test('an unknown treatment is kept as written, and a near name is offered', () => {
    check(`${pnet}
sequence s { everolimos -> sunitinib on progression }
#            ^^^^^^^^^^ unknown-treatment
`);
    const [problem] = bind(`${pnet} sequence s { everolimos }`).problems;
    expect(problem?.params).toEqual({
      name: 'everolimos',
      drug: '',
      suggestion: '`everolimus`',
      near: 'everolimus',
    });
  });

  test('populations and sequences have separate names; each name is given once', () => {
    check(`population pnet { tumour pancreatic-net }
population PNET { tumour pancreatic-net }
#          ^^^^ duplicate-name
sequence pnet for pnet { everolimus }
sequence p-net for pnet { sunitinib }
#        ^^^^^ duplicate-name
`);
  });

  test('what is not declared is reported where it is used', () => {
    check(`${pnet}
population elderly within pnets { grade G1 }
#                         ^^^^^ unknown-name
sequence s for pnt { everolimus extrapolated from kidney }
#              ^^^ unknown-name
#                                                 ^^^^^^ unknown-name
prefer s over t
#             ^ unknown-name
sequence used for elderly { everolimus }
sequence others for pnet { everolimus }
`);
  });

  test('without "for" a sequence is about the only population', () => {
    check(`${pnet} sequence s { everolimus }`);
    check(`sequence s { everolimus }
#        ^ missing-population
`);
    check(`${pnet} population other { tumour lung-net }
sequence s { everolimus }
#        ^ missing-population
sequence t for pnet { everolimus }
avoid sunitinib
#     ^^^^^^^^^ missing-population
avoid sunitinib for other
`);
  });

  test('a population that nobody uses is noted, but not in a file of populations', () => {
    check(`${pnet}
population g3 within pnet { grade G3 }
#          ^^ unused-population
sequence s for pnet { everolimus }
`);
    check(`${pnet} population g3 within pnet { grade G3 }`);
  });

  test('populations within each other', () => {
    check(`population a within b { grade G1 }
#                   ^ population-cycle
population b within a { grade G1 }
#                   ^ population-cycle
population c within c { grade G1 }
#                   ^ population-cycle
`);
    const cycle = bind('population a within b { } population b within a { }').problems.map(
      ({ params }) => params,
    );
    expect(cycle).toEqual([
      { name: 'a', cycle: 'a → b → a' },
      { name: 'b', cycle: 'b → a → b' },
    ]);
  });

  test('directives', () => {
    check(`evidence pnett release pnet-2099.1 as of 2026-02-30
#        ^^^^^ unknown-release
#                      ^^^^^^^^^^^ unknown-release
#                                        ^^^^^^^^^^ impossible-value
region Europa
#      ^^^^^^ unknown-name
`);
    check('evidence pnet release pnet-2026.2 as of 2024-02-29\nregion eu');
  });
});

describe('criteria', () => {
  test('attributes and values that cannot be', () => {
    check(`population p {
  tumour pancreas
#        ^^^^^^^^ impossible-value
  histology good
# ^^^^^^^^^ unknown-attribute
  ki67 <= 20
#         ^^ impossible-value
  ki67 20 to 3%
#      ^^^^^^^^ impossible-value
  ki67 > 120%
#        ^^^^ impossible-value
  grade G4
#       ^^ impossible-value
  grade 50%
#       ^^^ impossible-value
  sstr within 3 months
#      ^^^^^^^^^^^^^^^ impossible-value
  growth > slow
#          ^^^^ impossible-value
  performance-status 5
#                    ^ impossible-value
  performance-status 1.5
#                    ^^^ impossible-value
  performance-status 1%
#                    ^^ impossible-value
  progression often
#             ^^^^^ impossible-value
  comorbidity diabetes, gout
#                       ^^^^ impossible-value
}`);
  });

  test.each([
    ['ki67 <= 20', '20%'],
    ['performance-status 1%', '1'],
    ['ki67 20 to 3%', '3 to 20%'],
    ['growth rapd', 'rapid'],
    ['tumour pancreatic-ned', 'pancreatic-net'],
  ])('%s can be repaired as %s', (criteria, near) => {
    expect(
      bind(`population p { ${criteria} }`).problems.map(
        ({ params }) => 'near' in params && params.near,
      ),
    ).toEqual([near]);
  });

  test('the percent sign is needed once in a range', () => {
    check('population p { ki67 3 to 20%  liver-burden 10% to 25%  performance-status 0 to 2 }');
  });

  test('a population that nobody can meet is reported at the criterion that leaves nobody, once', () => {
    check(`population p {
  grade G1
  ki67  > 10%
# ^^^^^^^^^^^ empty-population
  sstr  positive
}
population q within p { grade G1 }
population r { tumour gastrointestinal-net  not tumour net }
#                                           ^^^^^^^^^^^^^^ empty-population
`);
  });

  test('what was not understood accuses nobody else', () => {
    check(`population p { grade G1  ki67 > ten  sstr positive }
#                               ^^^ impossible-value
sequence s for p { one of { when sstr negative: everolimus when sstr positive: sunitinib } }
`);
  });
});

describe('branches', () => {
  const within = (criteria: string, branches: string): string =>
    `population p { ${criteria} }\nsequence s for p {\n  one of {\n${branches}\n  }\n}\n`;

  test('branches that leave nobody out are complete, whatever the grade allows', () => {
    check(within('grade G1, G2', 'when ki67 <= 10%: everolimus\nwhen ki67 > 10%: sunitinib'));
    check(within('grade G1, G2', 'when ki67 <= 10%: everolimus\nwhen ki67 <= 20%: sunitinib'));
    check(within('sstr positive', 'when growth slow: lanreotide\nwhen growth rapid: sunitinib'));
    check(
      within(
        'tumour gep-net',
        'when tumour pancreatic-net: everolimus\nwhen tumour gastrointestinal-net: lanreotide',
      ),
    );
    check(within('grade G1', 'when comorbidity lung-disease: sunitinib\notherwise: everolimus'));
  });

  test('who is left out is said in words', () => {
    const text = within(
      'grade G1, G2',
      'when ki67 <= 5%: everolimus\nwhen ki67 10 to 15%: sunitinib',
    )
      .replace('  {\n', '{\n')
      .replace('one of {', 'one of {\n# ^^^^^^ incomplete-branches');
    check(text);
    expect(bind(text).problems[0]?.params).toEqual({
      missing: 'grade G2, Ki-67 above 5 to below 10 % or above 15 to 20 %',
    });
  });

  test('a branch that nobody can take', () => {
    check(`population p { grade G1, G2 }
sequence s for p {
  one of {
    when ki67 > 20%: temozolomide
#        ^^^^^^^^^^ unreachable-branch
    when ki67 <= 20%: everolimus
    when sstr positive: lanreotide
#        ^^^^^^^^^^^^^ unreachable-branch
    otherwise: sunitinib
#   ^^^^^^^^^ unreachable-branch
  }
}`);
    const reasons = bind(
      'population p { grade G1 } sequence s { one of { when grade G2: everolimus otherwise: one of { when growth slow, rapid: sunitinib otherwise: nothing } } }',
    );
    expect(
      reasons.problems.map(({ code, params }) =>
        'reason' in params ? `${code} ${params.reason}` : code,
      ),
    ).toEqual(['unreachable-branch outside', 'vacuous-condition', 'unreachable-branch covered']);
  });

  test('an option of "any of" whose condition holds for nobody, or for everybody', () => {
    check(`population p { grade G3 }
sequence s for p { any of {
  when grade G1: lanreotide,
#      ^^^^^^^^ unreachable-branch
  when grade G2, G3: sunitinib,
#      ^^^^^^^^^^^^ vacuous-condition
  everolimus
} }`);
  });

  test('branches that share a value by accident; widening ones do it on purpose', () => {
    check(
      within(
        'grade G1, G2',
        `when ki67 <= 10%: lanreotide
when ki67 10 to 20%: everolimus
#    ^^^^^^^^^^^^^^ overlapping-branches`,
      ),
    );
    check(
      within(
        'grade G3',
        'when ki67 <= 30%: everolimus\nwhen ki67 <= 60%: sunitinib\notherwise: temozolomide',
      ),
    );
    check(
      within(
        'grade G3',
        'when ki67 > 30% or growth rapid: everolimus\nwhen sstr positive: lanreotide\notherwise: sunitinib',
      ),
    );
  });
});

describe('triggers', () => {
  test('a later step says why the treatment before it ended; a first step, and what is not appraised, need not', () => {
    check(`${pnet}
sequence s {
  surgery -> lanreotide
  -> everolimus
#    ^^^^^^^^^^ missing-trigger
  -> on progression any of { sunitinib, nivolumab -> cabozantinib }
#                                                    ^^^^^^^^^^^^ missing-trigger
  -> best-supportive-care
}
sequence t after lanreotide { everolimus }
#                             ^^^^^^^^^^ missing-trigger
`);
  });

  test('the treatments before are named', () => {
    const [problem] = bind(
      `${pnet} sequence s { any of { lanreotide, octreotide } -> everolimus }`,
    ).problems;
    expect(problem?.params).toEqual({
      treatment: 'everolimus',
      before: 'lanreotide or octreotide',
    });
  });
});
