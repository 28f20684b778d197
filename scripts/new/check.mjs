/**
 * `npm run new:check CODE FAMILY`: a rule, its page, its entry in the catalogue and a test, all of
 * them failing until they are filled in. For example: npm run new:check dose-not-studied citation
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { camelCase, change, create, fail, isKebabCase, root } from './write.mjs';

const [code = '', family = ''] = process.argv.slice(2);
const families = readdirSync(path.join(root, 'server/src/checks/rules'));
const usage =
  'Usage: npm run new:check CODE FAMILY, such as: npm run new:check dose-not-studied citation';
if (!isKebabCase(code)) fail(`A code is written in lower case with hyphens. ${usage}`);
if (!families.includes(family)) fail(`The families are ${families.join(', ')}. ${usage}`);

const rule = camelCase(code);
const folder = `server/src/checks/rules/${family}`;

create(
  `${folder}/${code}.ts`,
  `/** TODO: one sentence on what the rule finds, and when it stays silent. */
import type { Rule } from '../../context.ts';

export const ${rule}: Rule = {
  codes: ['${code}'],
  step({ step, report }) {
    // TODO: return unless the finding is certain; a missed case is acceptable, a false alarm is not.
    report('${code}', step.regimen, {});
  },
};
`,
);
create(
  `${folder}/${code}.md`,
  `# ${code}

TODO: the finding in one sentence.

## What is wrong

TODO

## Why it matters

TODO, with its source.

## What to do

TODO

## Bad

\`\`\`sequitur
population pnet {
  tumour  pancreatic-net
}
sequence s for pnet {
  everolimus [I, A] @RADIANT-3
}
\`\`\`

## Good

\`\`\`sequitur
population pnet {
  tumour  pancreatic-net
}
sequence s for pnet {
  TODO
}
\`\`\`
`,
);
change(`server/src/checks/catalogue/${family}.ts`, (text) =>
  text.replace(
    /\n\} as const satisfies/,
    `
  '${code}': {
    family: '${family}',
    severity: 'information',
    title: 'TODO',
    message: 'TODO',
    help: 'TODO',
  },
} as const satisfies`,
  ),
);
// Imports stand in the order of their paths, as the formatter sorts them.
const importLine = `import { ${rule} } from './rules/${family}/${code}.ts';`;
change('server/src/checks/rules.ts', (text) => {
  const imports = text.match(/^import \{ \w+ \} from '\.\/rules\/.*$/gm) ?? [];
  const sorted = [...imports, importLine].sort((a, b) => {
    const of = (line) => line.slice(line.indexOf("'./"));
    return of(a) < of(b) ? -1 : 1;
  });
  return text
    .replace(imports.join('\n'), sorted.join('\n'))
    .replace(/\n\];\n$/, `\n  ${rule},\n];\n`);
});
change(
  `test/checks/${family}.test.ts`,
  (text) => `${text}
describe('${code}', () => {
  test.todo('finds TODO, and is silent where TODO');
});
`,
);
process.stdout.write(
  `\nFill in every TODO, then: npx vitest run test/checks. The two examples of the page are executed.\n`,
);
